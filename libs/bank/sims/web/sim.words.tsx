import type { ListFields } from '#bank/files/engine';
import {
  END_REASONS,
  type EndReason,
  SIM_STATUSES,
  type SimField,
  type SimRow,
  type SimStatus,
  SUPPLIER_COLUMNS,
  shownIccid,
  simField,
} from '#bank/sims';
import { Badge, formatDate } from '#platform/ui';

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

/** A field as a page shows it; '' where nothing was said. */
export function shownField(sim: Pick<SimRow, SimField>, name: SimField): string {
  const value = sim[name] ?? '';
  return value && simField(name).day ? formatDate(value) : value;
}
/** In a list, where no title says what it is: « Fin du crédit : 31 mars 2027 ». */
export const listedField = (sim: Pick<SimRow, SimField>, name: SimField): string => {
  const shown = shownField(sim, name);
  return shown && simField(name).day ? `${simField(name).label} : ${shown}` : shown;
};
