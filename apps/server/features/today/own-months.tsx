import type { HandedOverMonth } from '#allocation';
import { monthLabel } from '#reporting';
import { ColumnChart, formatNumber } from '../../ui/index.js';

/** What a structure handed over, month by month: its own, so that nothing is hidden from it. */
export function OwnMonths({ months }: { months: readonly HandedOverMonth[] }) {
  const total = months.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <ColumnChart
      title="Vos remises sur douze mois"
      labelHeader="Mois"
      valueHeader="Remises"
      source={`Total : ${formatNumber(total)}.`}
      bars={months.map(({ month, count }) => ({
        label: monthLabel(month),
        short: monthLabel(month).slice(0, 1).toUpperCase(),
        value: count,
      }))}
    />
  );
}
