import type { SlideBar, SlidesFacts } from '#bank/documents';
import type { FiguresView } from '#bank/figures';
import { formatDateTime, formatNumber } from '#platform/ui';
import { HOW_TO_READ, sourceOf, tablesShown, titleOf } from './figure.words.js';
import { barOf, monthsWithin } from './figures.page.js';

/** What is projected: the numbers of the page and one picture a slide. */
export function slidesOf(figures: FiguresView, timeZone: string): SlidesFacts {
  const { period, handedOver, sinceTheBeginning, tables, countedAt } = figures;
  const devices = tables.find((t) => t.subject === 'devices_by_state')?.total;
  const numbers = [
    { count: handedOver.count, label: `remises, ${period.label}` },
    { count: sinceTheBeginning, label: 'remises depuis le début' },
    { count: devices?.count ?? null, label: 'appareils suivis aujourd’hui' },
  ];
  return {
    title: `Chiffres, ${period.label}`,
    counted: countedAt ? `Comptés le ${formatDateTime(countedAt, timeZone)}` : '',
    numbers: numbers.flatMap(({ count, label }) => (count ? [{ value: formatNumber(count), label }] : [])),
    note: HOW_TO_READ,
    pictures: tablesShown(figures).map((table) => {
      const byMonth = table.subject === 'handed_over_by_month';
      const months = monthsWithin(period.key, byMonth ? table : undefined);
      return {
        title: titleOf(table, figures),
        note: sourceOf(table, figures),
        columns: byMonth,
        bars: table.rows.map((row): SlideBar => {
          const { label, short, value, shown, below, level = 0, pale = false } = barOf(row, table.subject, months);
          return { label, short: short ?? label, value, shown: shown ?? null, below: below ?? 0, level, pale };
        }),
      };
    }),
  };
}
