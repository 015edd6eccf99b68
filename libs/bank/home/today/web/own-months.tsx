import { monthLabel } from '#bank/figures';
import type { MonthCount } from '#bank/people';
import { ColumnChart, formatNumber } from '#platform/ui';

/** What an organisation did, month by month: its own, so that nothing is hidden from it. */
export function OwnMonths({ months, title, what }: { months: readonly MonthCount[]; title: string; what: string }) {
  const total = months.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <ColumnChart
      title={title}
      labelHeader="Mois"
      valueHeader={what}
      source={`Total : ${formatNumber(total)}.`}
      bars={months.map(({ month, count }) => ({
        label: monthLabel(month),
        short: monthLabel(month).slice(0, 1).toUpperCase(),
        value: count,
      }))}
    />
  );
}
