import type { FileQueries, FileView } from '#bank/intake';
import { type Actor, NotFound } from '#platform/kernel';

/** A file of this donation, for whoever may read it. @throws NotFound for the file of another donation, too. */
export async function fileOfDonation(
  queries: FileQueries,
  actor: Actor,
  donationId: string,
  fileId: string,
): Promise<FileView> {
  const file = await queries.byId(actor, fileId);
  if (file.donationId !== donationId) throw new NotFound('file');
  return file;
}
