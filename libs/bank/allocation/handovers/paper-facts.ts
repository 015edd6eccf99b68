import type { EntityManager } from 'typeorm';
import { type DeviceWithSerial, deviceOnPaper, showAssetCode } from '#bank/devices';
import { type DeviceFacts, type FactsOf, type Party, type Signed, signedFacts } from '#bank/documents';
import { BASIS_SOURCES } from '#bank/intake';
import type { StaffSignature } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, type BasisSources, type BodyKind, basisOf, clock, isMember } from '#platform/kernel';

/** An organisation as papers name it. */
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

/**
 * Where and when somebody is there for whoever was handed a device, as the organisation agreed to say it; its hours go with its own telephone, the
 * bank's with the bank's. Of the bank's own counter the bank's address.
 */
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

/** Devices as papers name them, in the order of the ids. */
export async function deviceFacts(tx: EntityManager, ids: readonly string[]): Promise<DeviceFacts[]> {
  const devices = await rows<DeviceWithSerial & { readonly id: string; readonly grade: string | null }>(
    tx,
    'SELECT id, code, category, make, model, serial, grade FROM devices.device WHERE id = ANY($1) ORDER BY array_position($1, id)',
    [ids],
  );
  return devices.map((d) => deviceOnPaper({ ...d, code: showAssetCode(d.code) }, d.grade ? `Classé ${d.grade}` : null));
}

/**
 * Who did it: by name where they signed by it, else as a number, as outside their organisation a person is nothing else. The program itself is
 * operator 0.
 * @param signature the fresh authentication that makes it signed
 */
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

/** The code of the device of a hand-over. */
export async function replacedCode(tx: EntityManager, handoverId: string): Promise<string> {
  const [row] = await rows<{ code: string }>(
    tx,
    'SELECT d.code FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id WHERE h.id = $1',
    [handoverId],
  );
  return row!.code;
}
