import { readIdentifier, showAssetCode } from '#bank/devices';
import { type Reader, readHumanNumber, rows } from '#platform/database';
import { type Actor, may, mayAll, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { visibleTo } from './transfers/transfer.row.js';

/** The lot of a typed number, among those the actor sees. */
export async function searchTransfers(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readHumanNumber('L', typed);
  if (!number || !may(actor, READ.transfers)) return [];
  const found = await rows<{ id: string; number: string; from: string; to: string }>(
    on,
    `SELECT t.id, t.number, f.name AS "from", o.name AS "to" FROM logistics.transfer t
     JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id
     WHERE t.number = $2 AND ${visibleTo(actor, 't', '$1')}`,
    [organisationOf(actor), number],
  );
  return found.map((t) => ({
    title: t.number,
    detail: `de ${t.from} à ${t.to}`,
    href: `/lots/${t.id}`,
    exact: true,
  }));
}

/** The container of a typed or scanned code: of the actor's organisation, or any for whoever sees all. */
export async function searchContainers(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const identifier = readIdentifier(typed);
  if (identifier.kind !== 'code' || !may(actor, READ.transfers)) return [];
  const found = await rows<{ code: string; holder: string }>(
    on,
    `SELECT c.code, o.name AS holder FROM devices.container c JOIN people.organisation o ON o.id = c.organisation_id
     WHERE c.code = $1 AND ($2 OR c.organisation_id = $3)`,
    [identifier.code, mayAll(actor, READ.transfers), organisationOf(actor)],
  );
  return found.map((c) => ({
    title: showAssetCode(c.code),
    detail: `caisse, ${c.holder}`,
    href: `/caisses/${c.code}`,
    exact: true,
  }));
}
