import type { RequestListView, RequestState } from '#bank/allocation';
import { Badge } from '#platform/ui';
import { requestBadge } from '../../web/allocation.words.js';

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
