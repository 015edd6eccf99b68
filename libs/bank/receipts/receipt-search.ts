import { DONOR_KINDS, type DonorKind } from '#bank/intake';
import { type Reader, readHumanNumber, rows } from '#platform/database';
import { type Actor, may, READ, type SearchHit } from '#platform/kernel';

/** The tax receipt of a typed number. Who may not name donors reads their kind. */
export async function searchReceipts(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readHumanNumber('RF', typed);
  if (!number || !may(actor, READ.receipts)) return [];
  const found = await rows<{ id: string; number: string; kind: DonorKind; donation: string }>(
    on,
    `SELECT r.id, r.number, r.kind, n.number AS donation FROM receipts.receipt r JOIN intake.donation n ON n.id = r.donation_id
     WHERE r.number = $1`,
    [number],
  );
  return found.map((r) => ({
    title: r.number,
    detail: `${DONOR_KINDS[r.kind].label}, don ${r.donation}`,
    href: `/recus/${r.id}`,
    exact: true,
  }));
}
