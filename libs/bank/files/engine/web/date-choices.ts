import { DAY_ORDERS, type DayOrder, dateInEachOrder } from '#bank/files/words';
import { formatDate, type Option } from '#platform/ui';

const FIRST: Readonly<Record<DayOrder, string>> = {
  day_first: 'le jour d’abord',
  month_first: 'le mois d’abord',
  year_first: 'l’année d’abord',
};

const daysOf = (said: string) =>
  DAY_ORDERS.flatMap((order) => {
    const day = dateInEachOrder(said).get(order)?.day;
    return day ? [{ order, day: formatDate(day) }] : [];
  });

/** « 3 avr. 2024 ou 4 mars 2024 ? »: the days that a date of the file may be. */
export const dateAsked = (said: string): string => {
  const days = daysOf(said).map(({ day }) => day);
  return `${days.slice(0, -1).join(', ')} ou ${days.at(-1)} ?`;
};

/** In which order a column's dates are written, each with what it makes of the file's own date. */
export const dateOptions = (said: string, unknown: string): Option[] => [
  ...daysOf(said).map(({ order, day }) => ({ value: order, label: `${day} (${FIRST[order]})` })),
  { value: 'unknown', label: unknown },
];
