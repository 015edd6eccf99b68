import { STATES, type State } from '#bank/devices';

/** A device that is out of the bank, and whose label somebody has all the same. */
export interface OutDevice {
  readonly state: State;
  readonly reason: string | null;
  /** Since which day, `2026-12-01`. */
  readonly since: string;
}

/** SQL: the `OutDevice` that the device `d` is, where the bank is `b`; null of one that is not out. */
export const OUT_DEVICE = `CASE WHEN d.state = ANY (devices.out_states()) THEN json_build_object('state', d.state,
  'since', (d.state_since AT TIME ZONE b.time_zone)::date::text, 'reason', (SELECT e.reason FROM devices.device_event e
    WHERE e.device_id = d.id AND e.to_state = d.state ORDER BY e.id DESC LIMIT 1)) END`;

/** « déclaré volé » */
export const outWords = ({ state, reason }: OutDevice): string =>
  state === 'lost' ? (reason === 'stolen' ? 'déclaré volé' : 'déclaré perdu') : STATES[state].label.toLowerCase();
