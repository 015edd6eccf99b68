import type { EntityManager } from 'typeorm';
import type { FieldChange } from '#bank/devices';
import { type Reader, rows, run } from '#platform/database';
import { actorColumns, type Member, openWords, type SealedJson, sealedJson, sealWords } from '#platform/kernel';
import { SEALED_FORMER_DESCRIPTION, SEALED_FORMER_IDENTITY, SEALED_IDENTITY } from '../sealed.js';
import type { AgeBand, Situation } from './beneficiary.views.js';
import type { PersonIdentity } from './identity.store.js';

// What stood of a person before it was put right: under seal, with who did it, until the identity goes (docs/adr/0067).

export interface Description {
  readonly ageBand: AgeBand;
  readonly situation: Situation;
  readonly commune: string;
  readonly communeCode: string | null;
}

/** What somebody put right of a person: the fields of `Description` and `PersonIdentity`. Their name appears inside the structure alone. */
export interface PersonEvent {
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
  readonly changes: readonly FieldChange[];
}

/** Writes what figures count of a person, beside what it overwrites; the same again overwrites nothing. */
export async function describePerson(
  tx: EntityManager,
  actor: Member,
  beneficiaryId: string,
  words: Description,
): Promise<void> {
  const [stood] = await rows<Description>(
    tx,
    `SELECT age_band AS "ageBand", situation, commune, commune_code AS "communeCode" FROM allocation.beneficiary WHERE id = $1 FOR NO KEY UPDATE`,
    [beneficiaryId],
  );
  if (!stood || DESCRIBED.every((name) => stood[name] === words[name])) return;
  const { keyId, sealed } = sealWords(SEALED_FORMER_DESCRIPTION, [beneficiaryId], stood);
  await run(
    tx,
    `WITH told AS (${TOLD} RETURNING id), former AS (
       INSERT INTO allocation.former_description (event_id, beneficiary_id, key_id, sealed) SELECT t.id, $1, $6, $7 FROM told t)
     UPDATE allocation.beneficiary SET age_band = $8, situation = $9, commune = $10, commune_code = $11 WHERE id = $1`,
    [beneficiaryId, ...actorColumns(actor), keyId, sealed, ...DESCRIBED.map((name) => words[name])],
  );
}

/** Says who puts an identity right, beside which Postgres keeps what stood there: once a transaction. */
export async function noteIdentityChange(tx: EntityManager, actor: Member, beneficiaryId: string): Promise<void> {
  await run(
    tx,
    `${TOLD} WHERE NOT EXISTS (SELECT FROM allocation.beneficiary_event e WHERE e.beneficiary_id = $1 AND e.txid = pg_current_xact_id())`,
    [beneficiaryId, ...actorColumns(actor)],
  );
}

/** What of a person was put right, newest first, under whichever reference. */
export async function formerOfPerson(on: Reader, structureId: string, beneficiaryId: string): Promise<PersonEvent[]> {
  const events = await rows<SealedEvent>(
    on,
    `SELECT v.at, v.operator_number AS "operatorNumber", CASE WHEN v.organisation_id = $2 THEN u.name END AS "operatorName", vo.name AS organisation,
       ${DESCRIPTION} AS described, ${IDENTITIES} AS identities
     FROM allocation.beneficiary_event v LEFT JOIN people.organisation vo ON vo.id = v.organisation_id
     LEFT JOIN people.membership vm ON vm.id = v.membership_id LEFT JOIN people.app_user u ON u.id = vm.user_id
     WHERE v.beneficiary_id = ANY (allocation.persons_of($1)) ORDER BY v.id DESC`,
    [beneficiaryId, structureId],
  );
  return events.map(({ described, identities, ...event }) => ({
    ...event,
    changes: [
      ...(described ? changed(DESCRIBED, openDescriptions(described)) : []),
      ...identities.flatMap(openIdentity),
    ],
  }));
}

const DESCRIBED = ['ageBand', 'situation', 'commune', 'communeCode'] as const satisfies (keyof Description)[];
const IDENTITY = ['name', 'contact'] as const satisfies (keyof PersonIdentity)[];

/** The history row of a person (`$1`), by the `actorColumns` from `$2` to `$5`. */
const TOLD = `INSERT INTO allocation.beneficiary_event (beneficiary_id, membership_id, operator_number, organisation_id, channel)
  SELECT $1::uuid, $2::uuid, $3::int, $4::uuid, $5`;

/** What stood under seal, and what took its place: the next that was overwritten, else what stands now. */
interface SealedChange<Now> {
  readonly before: SealedJson;
  readonly after: SealedJson | null;
  readonly now: Now;
}
interface SealedEvent extends Omit<PersonEvent, 'changes'> {
  readonly described: SealedChange<Description> | null;
  readonly identities: readonly SealedChange<SealedJson>[];
}

const DESCRIPTION = `(SELECT json_build_object('before', ${sealedJson('f', SEALED_FORMER_DESCRIPTION)}, 'after',
    (SELECT ${sealedJson('l', SEALED_FORMER_DESCRIPTION)} FROM allocation.former_description l
      WHERE l.beneficiary_id = f.beneficiary_id AND l.id > f.id ORDER BY l.id LIMIT 1),
    'now', json_build_object('ageBand', b.age_band, 'situation', b.situation, 'commune', b.commune, 'communeCode', b.commune_code))
  FROM allocation.former_description f JOIN allocation.beneficiary b ON b.id = f.beneficiary_id WHERE f.event_id = v.id)`;
const IDENTITIES = `coalesce((SELECT json_agg(json_build_object('before', ${sealedJson('f', SEALED_FORMER_IDENTITY)}, 'after',
    (SELECT ${sealedJson('l', SEALED_FORMER_IDENTITY)} FROM allocation.former_identity l
      WHERE l.beneficiary_id = f.beneficiary_id AND l.id > f.id ORDER BY l.id LIMIT 1), 'now', ${sealedJson('i', SEALED_IDENTITY)}) ORDER BY f.id)
  FROM allocation.former_identity f JOIN allocation.beneficiary_identity i ON i.beneficiary_id = f.beneficiary_id WHERE f.event_id = v.id), '[]')`;

const openDescriptions = ({ before, after, now }: SealedChange<Description>): [Description, Description] => [
  openWords<Description>(SEALED_FORMER_DESCRIPTION, before),
  after ? openWords<Description>(SEALED_FORMER_DESCRIPTION, after) : now,
];
const openIdentity = ({ before, after, now }: SealedChange<SealedJson>): FieldChange[] =>
  changed(IDENTITY, [
    openWords<PersonIdentity>(SEALED_FORMER_IDENTITY, before),
    openWords<PersonIdentity>(SEALED_FORMER_IDENTITY, after ?? now),
  ]);

const changed = <K extends string>(
  names: readonly K[],
  [was, is]: readonly [Readonly<Record<K, string | null>>, Readonly<Record<K, string | null>>],
): FieldChange[] =>
  names
    .map((field) => ({ field, before: was[field] || null, after: is[field] || null }))
    .filter(({ before, after }) => before !== after);
