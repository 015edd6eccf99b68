import { personalColumn } from '#platform/kernel';
import {
  FORMER_CARDS,
  FORMER_CONTACTS,
  openCardChange,
  openContactChange,
  type SealedCardChange,
  type SealedChange,
} from '../sealing.js';
import type { DonorEventView } from './donor.views.js';

personalColumn('intake.former_value', 'before', 'words', 'Ancienne valeur d’un don ou d’un donateur', 'paper');
personalColumn('intake.former_value', 'after', 'words', 'Valeur mise à sa place', 'paper');

export type SealedDonorEvent = DonorEventView & {
  readonly contacts: readonly SealedChange[];
  readonly cards: readonly SealedCardChange[];
};

/** The history row of a donor (`$1`), by the `actorColumns` from `$2` to `$5`: it comes first, and beside it Postgres keeps what was there. */
export const donorHistory = (verb: DonorEventView['verb'], donors = 'SELECT $1::uuid'): string =>
  `INSERT INTO intake.donor_event (donor_id, verb, membership_id, operator_number, organisation_id, channel)
   SELECT x.id, '${verb}', $2::uuid, $3::int, $4::uuid, $5 FROM (${donors}) AS x(id)`;

const CHANGES_JSON = `json_agg(json_build_object('field', f.field, 'before', f.before, 'after', f.after) ORDER BY f.id)`;

/**
 * What of the donor `d` was overwritten, newest first, as JSON of `SealedDonorEvent`: of the cards and contacts that the reader's scope (`$1`)
 * reads. `$3` is their organisation.
 */
export const DONOR_HISTORY = `coalesce((SELECT json_agg(json_build_object('verb', v.verb, 'at', v.at, 'operatorNumber', v.operator_number,
    'operatorName', CASE WHEN v.organisation_id = $3 THEN u.name END, 'organisation', vo.name, 'changes', coalesce(x.changes, '[]'),
    'contacts', coalesce(x.contacts, '[]'), 'cards', coalesce(x.cards, '[]')) ORDER BY v.id DESC)
  FROM intake.donor_event v CROSS JOIN LATERAL (SELECT (SELECT ${CHANGES_JSON} FROM intake.former_value f
      WHERE f.donor_event_id = v.id AND ($1::uuid IS NULL OR f.organisation_id = $1 OR f.organisation_id IS NULL AND f.field = 'kind')) AS changes,
    ${FORMER_CONTACTS} AS contacts, ${FORMER_CARDS} AS cards) x
  LEFT JOIN people.organisation vo ON vo.id = v.organisation_id
  LEFT JOIN people.membership vm ON vm.id = v.membership_id LEFT JOIN people.app_user u ON u.id = vm.user_id
  WHERE v.donor_id = ANY (intake.donors_of(d.id)) AND num_nonnulls(x.changes, x.contacts, x.cards) > 0), '[]')`;

export const openHistory = (history: readonly SealedDonorEvent[]): DonorEventView[] =>
  history.map(({ contacts, cards, ...event }) => ({
    ...event,
    changes: [...event.changes, ...cards.map(openCardChange), ...contacts.flatMap(openContactChange)],
  }));
