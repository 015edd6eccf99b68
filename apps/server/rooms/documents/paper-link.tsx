import type { DocumentView } from '#documents';
import { DownloadLink, formatBytes } from '../../ui/index.js';

/** One paper as a link, or what it waits for. */
export function PaperLink({
  paper: p,
  label,
}: {
  paper: Pick<DocumentView, 'id' | 'state'> & { size?: number | null };
  label: string;
}) {
  const state = p.state === 'ready' ? 'ready' : p.state === 'failed' || p.state === 'erased' ? 'failed' : 'pending';
  return (
    <DownloadLink
      state={state}
      href={`/documents/${p.id}.pdf`}
      label={label}
      {...(p.size ? { about: `PDF, ${formatBytes(p.size)}` } : {})}
    />
  );
}
