import { type DocumentsService, type DocumentView, nameOfPaper } from '#bank/documents';
import type { FlashNotice } from '#platform/http';
import type { Actor } from '#platform/kernel';
import { joined } from '#platform/kernel';
import { DownloadLink, formatBytes, formatDate } from '#platform/ui';
import { isInProduction } from './document.words.js';

/** One paper as a link, or what it waits for. */
export function PaperLink({
  paper: p,
  label,
}: {
  paper: Pick<DocumentView, 'id' | 'state'> & { size?: number | null; withdrawnAt?: Date | null };
  label: string;
}) {
  const state = isInProduction(p.state) ? 'pending' : p.state;
  const about = joined(
    ' · ',
    p.size ? `PDF, ${formatBytes(p.size)}` : '',
    p.withdrawnAt ? `retiré le ${formatDate(p.withdrawnAt)}, ne compte plus` : '',
  );
  return <DownloadLink state={state} href={`/documents/${p.id}.pdf`} label={label} about={about} />;
}

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
