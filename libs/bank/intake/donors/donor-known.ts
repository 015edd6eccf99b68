import type { EntityManager } from 'typeorm';
import type { CommunesService } from '#bank/territory';
import { rowOf, rows, run } from '#platform/database';
import { type Actor, isMember, mustHave, personalColumn, RuleBroken, scopeOf, WRITE } from '#platform/kernel';
import { type DonorCard, type DonorKind, isPerson, isSoleTraderForm } from '../donor.js';
import {
  COMMUNE,
  FORMER_CARDS,
  FORMER_CONTACTS,
  openCardChange,
  openContactChange,
  type SealedCardChange,
  type SealedChange,
  sealFormerCard,
} from '../sealing.js';
import type { DonorEventView } from './donor.views.js';

/** Whether the actor's organisation (`$1` is their scope) entered this very card (`x`) itself. */
export const KNOWN_TO = (x: string): string =>
  `($1::uuid IS NULL OR EXISTS (SELECT 1 FROM intake.donor_known y WHERE y.donor_id = ${x}.id AND y.organisation_id = $1))`;

/** The donors the actor's organisation knows (`$1` is their scope), of the alias `d`; who knew a card that was merged knows the one that stays. */
export const KNOWN = `($1::uuid IS NULL OR EXISTS (SELECT 1 FROM intake.donor_known k WHERE k.donor_id = d.id AND k.organisation_id = $1)
  OR d.id IN (SELECT intake.donor_stands(x.id) FROM intake.donor x JOIN intake.donor_known k ON k.donor_id = x.id
    WHERE x.merged_into IS NOT NULL AND k.organisation_id = $1))`;

/**
 * Who gave a donation (alias `n`): the card that stands, as `r`, and as `k` what the donation's organisation says of it: on that card, else on
 * the one it was entered on. Another organisation's words are not its own (ADR 0012).
 */
export const GIVER = `JOIN intake.donor g ON g.id = n.donor_id
  JOIN intake.donor r ON r.id = CASE WHEN g.merged_into IS NULL THEN g.id ELSE intake.donor_stands(g.id) END
  LEFT JOIN intake.donor_known k ON k.organisation_id = n.organisation_id AND k.donor_id = coalesce(
    (SELECT y.donor_id FROM intake.donor_known y WHERE y.donor_id = r.id AND y.organisation_id = n.organisation_id), g.id)`;

export async function mustKnowDonor(tx: EntityManager, actor: Actor, donorId: string): Promise<string> {
  mustHave(actor, WRITE.donations);
  const row = await rowOf<{ id: string }>(
    tx,
    `SELECT d.id FROM intake.donor d WHERE d.id = intake.donor_stands($2) AND ${KNOWN}`,
    [scopeOf(actor, WRITE.donations), donorId],
    { donor: donorId },
  );
  return row.id;
}

/** Who knew a card that was merged, and writes of the donor, writes of the card that stands. */
export async function noteDonorKnown(tx: EntityManager, actor: Actor, donorId: string): Promise<void> {
  if (isMember(actor))
    await run(tx, 'INSERT INTO intake.donor_known (organisation_id, donor_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      actor.organisationId,
      donorId,
    ]);
}

export type CheckedCard = readonly [
  name: string | null,
  legalForm: string | null,
  address: string | null,
  postalCode: string | null,
  communeCode: string | null,
];

/**
 * Checks what is said of a donor. Of a person only the commune is kept: the rest is a contact detail.
 * @throws RuleBroken `intake.donor_name_missing`, `intake.donor_name_too_long`, `intake.form_of_a_person`, `intake.legal_form_too_long`, `intake.address_too_long`,
 *   `intake.postal_code_wrong`, `territory.commune_unknown`, `territory.commune_ambiguous`.
 */
export async function readCard(
  tx: EntityManager,
  communes: CommunesService,
  kind: DonorKind,
  card: DonorCard,
): Promise<CheckedCard> {
  const commune = await communes.resolve(tx, { code: card.communeCode, typed: card.commune });
  if (isPerson(kind)) return [null, null, null, null, commune?.code ?? null];
  const name = card.name?.trim() ?? '';
  if (name === '') throw new RuleBroken('intake.donor_name_missing', {}, 'donorName');
  if (name.length > 200) throw new RuleBroken('intake.donor_name_too_long', { max: 200 }, 'donorName');
  const [legalForm, address] = [card.legalForm?.trim() ?? '', card.address?.trim() ?? ''];
  if (isSoleTraderForm(legalForm)) throw new RuleBroken('intake.form_of_a_person', { form: legalForm }, 'legalForm');
  if (legalForm.length > 60) throw new RuleBroken('intake.legal_form_too_long', { max: 60 }, 'legalForm');
  if (address.length > 200) throw new RuleBroken('intake.address_too_long', { max: 200 }, 'address');
  return [name, legalForm || null, address || null, readPostalCode(card.postalCode), commune?.code ?? null];
}

/** Five digits, or null for nothing. @throws RuleBroken `intake.postal_code_wrong` */
export function readPostalCode(typed: string | undefined): string | null {
  const code = typed?.replace(/\s/g, '') ?? '';
  if (!code) return null;
  if (!/^\d{5}$/.test(code))
    throw new RuleBroken('intake.postal_code_wrong', { typed: code.slice(0, 20) }, 'postalCode');
  return code;
}

/** What of a person's cards other words take the place of, sealed: of one organisation (null: of all), which are locked. */
export async function formerCards(
  tx: EntityManager,
  donorId: string,
  scope: string | null,
  [, , , , communeCode]: CheckedCard,
): Promise<{ organisation: string; keyId: string; sealed: Buffer }[]> {
  const overwritten = await rows<{ organisation: string; commune: string | null }>(
    tx,
    `SELECT k.organisation_id AS organisation, ${COMMUNE} AS commune FROM intake.donor_known k
     LEFT JOIN territory.commune m ON m.code = k.commune_code
     WHERE k.donor_id = $1 AND ($2::uuid IS NULL OR k.organisation_id = $2) AND k.commune_code IS DISTINCT FROM $3 FOR UPDATE OF k`,
    [donorId, scope, communeCode],
  );
  return overwritten.map(({ organisation, commune }) => ({
    organisation,
    ...sealFormerCard(organisation, donorId, { commune }),
  }));
}

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
