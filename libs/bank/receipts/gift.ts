import type { EntityManager } from 'typeorm';
import {
  type Category,
  type Condition,
  categoryLabel,
  conditionLabel,
  type DeviceWithSerial,
  deviceOnPaper,
} from '#bank/devices';
import type { DeviceFacts, DonatedQuantity, GivingParty } from '#bank/documents';
import { DONOR_KINDS, type DonorKind, GIVER, isPerson, somebody } from '#bank/intake';
import { byPassword, type SignaturesService, type SignedAct, type StaffSignature } from '#bank/people';
import { rowOf, rows } from '#platform/database';
import { type Actor, may, memberWith, READ, type Right, RuleBroken, scopeOf, WRITE } from '#platform/kernel';

/** A donation as its papers need it: who gave, what, when. */
export interface Gift {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly organisationId: string;
  readonly donorId: string;
  readonly receivedAt: Date | null;
  /** The same as a day of the bank. */
  readonly receivedOn: string | null;
  readonly expectedOn: string | null;
  readonly donorKind: DonorKind;
  /** Of an organisation; null for a person, whose name is a contact detail. */
  readonly donorName: string | null;
  readonly donorSiren: string | null;
  readonly donorRna: string | null;
  readonly donorOrganisationId: string | null;
  readonly donorLegalForm: string | null;
  readonly donorAddress: string | null;
}

/** @throws NotFound unless the actor has the right, and to this donation. */
export async function giftOf(tx: EntityManager, actor: Actor, donationId: string, right: Right): Promise<Gift> {
  const scope = scopeOf(actor, right);
  const row = await rowOf<Gift>(
    tx,
    `SELECT n.id, n.number, n.state, n.organisation_id AS "organisationId", n.donor_id AS "donorId", n.received_at AS "receivedAt",
           (n.received_at AT TIME ZONE (SELECT time_zone FROM people.bank))::date::text AS "receivedOn", n.expected_on::text AS "expectedOn",
           r.kind AS "donorKind", coalesce(k.name, r.name) AS "donorName", coalesce(r.siren, left(r.siret, 9)) AS "donorSiren", intake.donor_rna(r.id) AS "donorRna",
           r.organisation_id AS "donorOrganisationId", k.legal_form AS "donorLegalForm",
           nullif(concat_ws(', ', k.address, nullif(concat_ws(' ', k.postal_code, c.name), '')), '') AS "donorAddress"
         FROM intake.donation n ${GIVER}
         LEFT JOIN territory.commune c ON c.code = k.commune_code
         WHERE n.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
    [donationId, scope],
    { donation: donationId },
  );
  return row;
}

interface GivenRow extends DeviceWithSerial {
  readonly condition: Condition;
  readonly assetNumber: string | null;
  readonly listed: boolean;
}

const onPaper = (d: GivenRow): DeviceFacts => ({
  ...deviceOnPaper(d, conditionLabel(d.condition)),
  assetNumber: d.assetNumber,
});

/** A gift as this actor reads it: of a donor it may know, or of some donor of that kind. */
export const giftFor = (actor: Actor, gift: Gift): Gift =>
  may(actor, READ.donorNames)
    ? gift
    : { ...gift, donorName: null, donorSiren: null, donorRna: null, donorLegalForm: null, donorAddress: null };

/** What lists of the donor (of the donation `$1`) announced: by the device that stands for it, where its line was logged twice. */
const LISTED = `SELECT CASE WHEN t.merged_into IS NULL THEN t.id ELSE devices.stands_for(t.id) END AS id, min(f.created_at) AS sent_at, min(x.line) AS line
  FROM imports.file f JOIN imports.made x ON x.file_id = f.id JOIN devices.device t ON t.id = x.thing_id WHERE f.subject_id = $1 GROUP BY 1`;

/** The donor's own number, of the devices `whose` (SQL): of `d`, of the donation `n`. */
const assetNumber = (
  whose: string,
): string => `(SELECT min(a.number) FROM devices.alias a WHERE ${whose} AND a.issuer IN (
  SELECT unnest(ARRAY[r.name, k.name]) FROM intake.donor r LEFT JOIN intake.donor_known k ON k.donor_id = r.id AND k.organisation_id = n.organisation_id
  WHERE r.id = ANY (intake.donors_of(n.donor_id))))`;

/** What was given, so not what went back to the donor: devices in the order of the donor's list, and how many of each kind. */
export async function donatedThings(
  tx: EntityManager,
  donationId: string,
): Promise<{ devices: DeviceFacts[]; listed: DeviceFacts[]; unlisted: DeviceFacts[]; quantities: DonatedQuantity[] }> {
  const devices = await rows<GivenRow>(
    tx,
    `SELECT d.code, d.category, d.make, d.model, d.condition,
       coalesce(nullif(d.serial, ''), (SELECT min(x.serial) FROM devices.device x WHERE x.id = ANY (devices.doubles_of(d.id)))) AS serial,
       coalesce(${assetNumber('a.device_id = d.id AND a.freed_at IS NULL')}, ${assetNumber('a.device_id = ANY (devices.doubles_of(d.id))')}) AS "assetNumber",
       m.line IS NOT NULL AS listed
     FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id
     LEFT JOIN (${LISTED}) m ON m.id = d.id
     WHERE d.donation_id = $1 AND d.state <> ALL (receipts.not_given_states()) ORDER BY m.sent_at NULLS LAST, m.line, d.category, d.id`,
    [donationId],
  );
  const count = new Map<Category, number>();
  for (const { category } of devices) count.set(category, (count.get(category) ?? 0) + 1);
  return {
    devices: devices.map(onPaper),
    listed: devices.filter((d) => d.listed).map(onPaper),
    unlisted: devices.filter((d) => !d.listed).map(onPaper),
    quantities: [...count].map(([category, quantity]) => ({ category: categoryLabel(category), quantity })),
  };
}

/** What a list of the donor announced one by one and did not come, in the order of the list: somebody said so of each. */
export async function missingThings(tx: EntityManager, donationId: string): Promise<DeviceFacts[]> {
  const missing = await rows<GivenRow>(
    tx,
    `SELECT d.code, d.category, d.make, d.model, d.serial, d.condition, true AS listed,
       ${assetNumber('a.device_id = d.id')} AS "assetNumber"
     FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id
     JOIN (${LISTED}) m ON m.id = d.id
     WHERE d.donation_id = $1 AND d.state = 'withdrawn'
       AND EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = d.id AND e.verb = 'withdraw' AND e.reason = 'not_come')
     ORDER BY m.sent_at, m.line`,
    [donationId],
  );
  return missing.map(onPaper);
}

export async function announcedThings(tx: EntityManager, donationId: string): Promise<DonatedQuantity[]> {
  const announced = await rows<{ category: Category; quantity: number }>(
    tx,
    'SELECT category, quantity FROM intake.donation_expected WHERE donation_id = $1 ORDER BY category',
    [donationId],
  );
  return announced.map(({ category, quantity }) => ({ category: categoryLabel(category), quantity }));
}

export const partyOf = (gift: Gift): GivingParty => ({
  name: gift.donorName ?? somebody(gift.donorKind),
  kind: DONOR_KINDS[gift.donorKind].label,
  legalForm: gift.donorLegalForm,
  siren: gift.donorSiren,
  address: isPerson(gift.donorKind) ? null : gift.donorAddress,
});

/**
 * The bank's member who signs: somebody is authorised to, and they authenticate afresh.
 * @param password left out when the same act was confirmed a moment ago
 * @throws RuleBroken `receipts.secret_wrong`, `people.confirmation_missing`, `people.nobody_authorised`
 */
export async function signer(
  tx: EntityManager,
  signatures: SignaturesService,
  actor: Actor,
  act: SignedAct,
  password: string | undefined,
): Promise<StaffSignature> {
  const member = memberWith(actor, WRITE.receipts);
  const signature = await signatures.sign(tx, member, act, byPassword(password));
  if (!signature) throw new RuleBroken('receipts.secret_wrong', {}, 'password');
  return signature;
}
