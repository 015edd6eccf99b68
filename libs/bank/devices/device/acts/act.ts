import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, askAll, NotFound, organisationOf, RuleBroken, writtenBy } from '#platform/kernel';
import { DEVICE_LIFECYCLE, type HeldBy, STATE_NAMES, type State, type Verb } from '../device.lifecycle.js';
import { deviceOf } from '../device.queries.js';
import type { Reason } from '../reasons.js';
import { visibleTo } from '../visibility.js';
import { followHolder, mustHaveReason, writeHistory } from './device-changes.js';

export interface Pressed {
  readonly reason?: Reason;
  readonly placeId?: string;
}

interface Acted {
  id: string;
  code: string;
  state: State;
  holder_org_id: string | null;
  place: string | null;
  kept_by: `${string}.${string}` | null;
  checks: boolean | null;
  event: string | null;
}

/**
 * Carries out a button's verb on one device that the actor sees: found, locked, judged by the lifecycle and changed in one statement.
 * A device goes to a place of its holder's (`move`) or of the actor's own (`find`). @throws NotFound; RuleBroken as `DevicesService.act`.
 */
export async function actOn(tx: EntityManager, actor: Actor, verb: Verb, idOrCode: string, pressed: Pressed) {
  const step = DEVICE_LIFECYCLE.transition(verb);
  const goes = verb === 'move' || verb === 'find' ? verb : null;
  const check = verb === 'verify' || verb === 'unverify' ? verb : null;
  const to = typeof step.to === 'string' && step.to !== 'same' ? step.to : null;
  const organisation = organisationOf(actor);
  const by = writtenBy(actor);
  const [device] = await rows<Acted>(
    tx,
    `WITH before AS (
      SELECT d.id, d.code, d.state, d.holder_org_id, devices.location_of(d) AS location, devices.holder_of(d) AS holder,
        ${goes ? 'p.id' : '$4::uuid'} AS place, CASE WHEN $3 = 'withdraw' THEN devices.why_kept(d.id) END AS kept_by,
        ${check ? CHECKED[check] : 'NULL::text[]'} AS to_check
      FROM devices.device d
      ${goes ? `LEFT JOIN people.place p ON p.id = $4::uuid AND p.active AND p.organisation_id = ${goes === 'move' ? 'd.holder_org_id' : '$2::uuid'}` : ''}
      WHERE d.id = ${deviceOf(idOrCode)} AND ${visibleTo(actor, 'd', '$2')} FOR UPDATE OF d
    ), event AS (
      ${writeHistory({
        device_id: 'b.id',
        verb: '$3',
        from_state: 'b.state',
        to_state: 'coalesce($5, b.state)',
        location_from: 'b.location',
        location_to: `coalesce('place:' || b.place::text, b.location)`,
        holder_from: 'b.holder',
        holder_to: goes === 'find' ? `'org:' || $2::uuid::text` : 'b.holder',
        membership_id: '$6::uuid',
        operator_number: '$7::int',
        organisation_id: '$2::uuid',
        channel: '$8',
        reason: '$9',
        from: `before b WHERE b.kept_by IS NULL AND ${check ? 'b.to_check IS NOT NULL AND' : ''} ${goes ? 'b.place IS NOT NULL AND' : ''} b.state = ANY (CASE
          WHEN b.holder_org_id = $2::uuid THEN $10::text[] WHEN b.holder_org_id IS NULL THEN $11::text[] ELSE $12::text[] END)`,
      })}
    ), changed AS (
      UPDATE devices.device d SET ${goes === 'move' ? '' : 'state = e.to_state,'}
        ${goes ? 'place_id = $4::uuid, container_id = NULL, transfer_id = NULL,' : ''}
        ${goes === 'find' ? 'holder_org_id = $2::uuid, holder_ref = NULL,' : ''}
        ${check ? 'to_check = (SELECT b.to_check FROM before b),' : ''}
        last_event_id = e.id
      FROM event e WHERE d.id = e.device_id
    )
    SELECT b.id, b.code, b.state, b.holder_org_id, b.place, b.kept_by, ${check ? 'b.to_check IS NOT NULL' : 'NULL::boolean'} AS checks, (SELECT e.id::text FROM event e) AS event FROM before b`,
    [
      idOrCode,
      organisation,
      verb,
      goes ? (pressed.placeId ?? null) : null,
      to,
      by.membershipId,
      by.operatorNumber,
      actor.channel,
      pressed.reason ?? null,
      ...HELD_BY.map((heldBy) => statesFor(actor, verb, heldBy, pressed.reason)),
    ],
  );
  if (!device) throw new NotFound('device');
  if (!device.event) throw refusal(actor, verb, device, pressed.reason);
  if (goes === 'find' && organisation)
    await followHolder(tx, [device], { organisation }, new Map([[device.id, device.event]]));
  return { id: device.id, event: device.event };
}

/** Every problem of a form at once. @throws RuleBroken as `actOn` */
export async function judgePressed(verb: Verb, { placeId, reason }: Pressed): Promise<void> {
  await askAll(
    () => {
      if ((verb === 'move' || verb === 'find') && !placeId)
        throw new RuleBroken('devices.place_unknown', {}, 'placeId');
    },
    () => mustHaveReason(verb, reason),
  );
}

/** What is to be checked afterwards; null where there is nothing to say it of. */
const CHECKED = {
  verify: `CASE WHEN d.to_check <> '{}' THEN '{}'::text[] END`,
  unverify: `CASE WHEN d.to_check = '{}' THEN devices.was_to_check(d.id) END`,
} as const;

const HELD_BY: readonly HeldBy[] = ['oneself', 'a_person', 'another'];

const UNASKED = { kept_by: null, to_check: true, was_checked: true } as const;

function statesFor(actor: Actor, verb: Verb, heldBy: HeldBy, reason?: Reason): State[] {
  const { via, reasons } = DEVICE_LIFECYCLE.transition(verb);
  if (via !== 'button' || (reasons && !(reason && reasons.includes(reason)))) return [];
  return STATE_NAMES.filter((state) => DEVICE_LIFECYCLE.mayUse(actor, verb, { state, held_by: heldBy, ...UNASKED }));
}

function refusal(actor: Actor, verb: Verb, device: Acted, reason?: Reason): Error {
  if (DEVICE_LIFECYCLE.transition(verb).via !== 'button')
    return new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb });
  const checks = device.checks ?? true;
  DEVICE_LIFECYCLE.mustMay(actor, verb, { ...device, kept_by: null, to_check: checks, was_checked: checks });
  if (device.kept_by) return new RuleBroken(device.kept_by, { code: device.code, state: device.state });
  if ((verb === 'move' || verb === 'find') && !device.place)
    return new RuleBroken('devices.place_unknown', {}, 'placeId');
  mustHaveReason(verb, reason);
  return new Error(`${verb} of ${device.code} was refused without a reason`);
}
