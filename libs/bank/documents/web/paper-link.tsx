import type { DocumentView } from '#bank/documents';
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
  const about = [
    p.size ? `PDF, ${formatBytes(p.size)}` : '',
    p.withdrawnAt ? `retiré le ${formatDate(p.withdrawnAt)}, ne compte plus` : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return <DownloadLink state={state} href={`/documents/${p.id}.pdf`} label={label} {...(about ? { about } : {})} />;
}
