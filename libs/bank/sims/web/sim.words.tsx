import type { ListFields } from '#bank/files/engine';
import { END_REASONS, type EndReason, SIM_STATUSES, type SimStatus, SUPPLIER_COLUMNS, shownIccid } from '#bank/sims';
import { Badge } from '#platform/ui';

/** Enough to tell a card in the hand from its neighbours: the last two groups of its number, which never break. */
export const endOfIccid = (iccid: string): string => `…${shownIccid(iccid).split(' ').slice(-2).join('\u00a0')}`;

export function SimBadge({ status, reason }: { status: SimStatus; reason?: EndReason | null }) {
  const { label, tone, icon } = SIM_STATUSES[status];
  return (
    <Badge tone={tone} icon={icon}>
      {reason ? END_REASONS[reason] : label}
    </Badge>
  );
}

export const simFieldLabel = (field: unknown): string =>
  (SUPPLIER_COLUMNS as ListFields)[String(field)]?.label ?? String(field);

export const SIM_FIELD_OPTIONS = Object.entries(SUPPLIER_COLUMNS).map(([value, { label }]) => ({ value, label }));
