import type { EntityManager } from 'typeorm';
import { type DeviceWithSerial, deviceOnPaper, showAssetCode } from '#bank/devices';
import { type DeviceFacts, type FactsOf, type Party, type Signed, signedFacts } from '#bank/documents';
import { BASIS_SOURCES, lawRule } from '#bank/intake';
import type { StaffSignature } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, type BasisSources, type BodyKind, basisOf, clock, isMember } from '#platform/kernel';
import { CRITERIA, type Criterion } from './selling.js';
import { warrantyEnd } from './warranty.js';

export async function partyFacts(tx: EntityManager, organisationId: string): Promise<Party> {
  const [party] = await rows<{ name: string; siren: string | null; address: string | null }>(
    tx,
    "SELECT name, siren, nullif(commune, '') AS address FROM people.organisation WHERE id = $1",
    [organisationId],
  );
  return party!;
}

/** On what a structure keeps a name, and whom the person may reach: the structure's telephone, else the bank's. */
export async function registerFacts(tx: EntityManager, structureId: string) {
  const [found] = await rows<{ kind: BodyKind | null; contact: string; phone: string; sources: BasisSources | null }>(
    tx,
    `SELECT b.body_kind AS kind, b.privacy_contact AS contact, coalesce(nullif(o.helpline, ''), b.helpline) AS phone,
       (SELECT json_object_agg(x.id, x.source) FROM (${BASIS_SOURCES}) x) AS sources
     FROM people.organisation o CROSS JOIN people.bank b WHERE o.id = $1`,
    [structureId],
  );
  const { kind, contact, phone, sources } = found!;
  return { basis: kind && basisOf('handing_over', kind, sources ?? {}), contact, phone };
}

/** Where and when somebody is there for the person, as the organisation agreed to say it; hours go with the telephone that they are of. */
export async function contactFacts(tx: EntityManager, organisationId: string): Promise<ContactFacts> {
  const [contact] = await rows<ContactFacts>(
    tx,
    `SELECT CASE WHEN o.on_papers AND o.address <> '' THEN o.address WHEN o.own_counter THEN nullif(b.address, '') END AS address,
       CASE WHEN o.on_papers AND o.opening_hours <> '' AND o.helpline <> '' THEN o.opening_hours
         WHEN o.own_counter OR o.helpline IN ('', b.helpline) THEN nullif(b.opening_hours, '') END AS hours
     FROM people.organisation o, people.bank b WHERE o.id = $1`,
    [organisationId],
  );
  return contact!;
}

type ContactFacts = NonNullable<FactsOf<'handover_structure'>['contact']>;

export async function deviceFacts(tx: EntityManager, ids: readonly string[]): Promise<DeviceFacts[]> {
  const devices = await rows<DeviceWithSerial & { readonly id: string; readonly grade: string | null }>(
    tx,
    'SELECT id, code, category, make, model, serial, grade FROM devices.device WHERE id = ANY($1) ORDER BY array_position($1, id)',
    [ids],
  );
  return devices.map((d) => deviceOnPaper({ ...d, code: showAssetCode(d.code) }, d.grade ? `Classé ${d.grade}` : null));
}

/** Who did it: by name where they signed it (`signature`), else as a number. The program itself is operator 0. */
export async function signedBy(
  tx: EntityManager,
  actor: Actor,
  at = clock.now(),
  signature?: StaffSignature,
): Promise<Signed> {
  if (!isMember(actor)) return { operator: 0, organisation: '', at: at.toISOString() };
  const [own] = await rows<{ name: string }>(tx, 'SELECT name FROM people.organisation WHERE id = $1', [
    actor.organisationId,
  ]);
  return signature
    ? signedFacts(signature, own!.name, at)
    : { operator: actor.operatorNumber, organisation: own!.name, at: at.toISOString() };
}

export async function replacedCode(tx: EntityManager, handoverId: string): Promise<string> {
  const [row] = await rows<{ code: string }>(
    tx,
    'SELECT d.code FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id WHERE h.id = $1',
    [handoverId],
  );
  return row!.code;
}

export type Sale = Pick<FactsOf<'bill_of_sale'>, 'seller' | 'guarantee' | 'attested'>;

/** Who sells: the structure, by post; the bank's own counter sells for the bank. */
const SELLER = `SELECT CASE WHEN o.own_counter THEN coalesce(nullif(b.legal_name, ''), b.name) ELSE o.name END AS name, coalesce(o.siren, CASE WHEN o.own_counter THEN b.siren END) AS siren,
    coalesce(nullif(o.address, ''), CASE WHEN o.own_counter THEN nullif(b.address, '') END) AS address
  FROM people.organisation o CROSS JOIN people.bank b WHERE o.id = $1`;

/** What a bill of sale says beside its hand-over, by the rules of today; `priceOf` has judged whether all is there for a sale. */
export async function saleFacts(
  tx: EntityManager,
  of: { readonly structureId: string; readonly deviceId: string; readonly criterion: string | null },
): Promise<Sale> {
  const [seller] = await rows<Sale['seller']>(tx, SELLER, [of.structureId]);
  const [device] = await rows<{ publicOrigin: boolean; cents: number | null }>(
    tx,
    'SELECT public_origin AS "publicOrigin", price_ceiling_cents AS cents FROM devices.device WHERE id = $1',
    [of.deviceId],
  );
  const text = async (subject: Parameters<typeof lawRule>[1]) => {
    const rule = await lawRule(tx, subject);
    // What is not settled is never printed as law.
    return rule && rule.decides === null ? { text: rule.text, source: rule.source } : null;
  };
  const box = await text('sale_box');
  if (!box) throw new Error('a sale was let through without the text of its guarantees');
  const ceiling = device!.publicOrigin && device!.cents !== null ? await text('solidarity_price') : null;
  return {
    seller: seller!,
    guarantee: {
      until: await warrantyEnd(tx, { mode: 'sale' }),
      conformity: await text('sale_conformity'),
      presumption: await text('sale_presumption'),
      box,
    },
    attested: of.criterion
      ? {
          criterion: CRITERIA[of.criterion as Criterion],
          publicOrigin: device!.publicOrigin,
          law: device!.publicOrigin ? await text('solidarity_resale') : null,
          ceiling: ceiling && { ...ceiling, cents: device!.cents! },
        }
      : null,
  };
}

/** What the bill of a sale said, to say it again of another reference; null of a replacement, and of sales of before. */
export async function billOf(tx: EntityManager, handoverId: string): Promise<Sale | null> {
  const [bill] = await rows<{ facts: FactsOf<'bill_of_sale'> }>(
    tx,
    `SELECT facts FROM documents.document WHERE type = 'bill_of_sale' AND cause_kind = 'handover' AND cause_id = $1 ORDER BY id DESC LIMIT 1`,
    [handoverId],
  );
  return bill ? { seller: bill.facts.seller, guarantee: bill.facts.guarantee, attested: bill.facts.attested } : null;
}
