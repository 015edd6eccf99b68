import { type DocumentsService, nameOfPaper } from '#bank/documents';
import type { FlashNotice } from '#platform/http';
import type { Actor } from '#platform/kernel';

/** Said after an act that asked for a paper: the sentence, and the way to the newest paper of what it is about. */
export async function paperNotice(
  documents: DocumentsService,
  actor: Actor,
  text: string,
  cause: { readonly kind: string; readonly id: string },
): Promise<FlashNotice> {
  const paper = (await documents.forCause(actor, cause.kind, cause.id)).at(-1);
  if (!paper) return text;
  return { text, link: { href: `/documents/${paper.id}`, label: `${nameOfPaper(paper.type)} ${paper.number}` } };
}
