import type { RequestListView, RequestState } from '#allocation';
import { Badge } from '../../ui/index.js';
import { requestBadge } from './allocation.words.js';

export function RequestBadge({ state }: { state: RequestState }) {
  const { label, tone, icon } = requestBadge(state);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

/** « 2 remis sur 3 », « 1 réservé sur 3 », « rien encore sur 3 ». */
export function progressWords(r: Pick<RequestListView, 'fulfilled' | 'reserved' | 'units' | 'state'>): string {
  if (r.state !== 'approved' && !r.fulfilled) return '—';
  const parts = [
    r.fulfilled ? `${r.fulfilled} remis` : '',
    r.reserved ? `${r.reserved} ${r.reserved > 1 ? 'réservés' : 'réservé'}` : '',
  ].filter(Boolean);
  return `${parts.join(', ') || 'rien encore'} sur ${r.units}`;
}
