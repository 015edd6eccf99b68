import { DONATION_STATES, type DonationListView, type DonationState } from '#bank/intake';
import type { FieldProblem, IconName, Tone } from '#platform/ui';

export const donationBadge = (state: DonationState): { label: string; tone: Tone; icon: IconName } =>
  DONATION_STATES[state];

/** "7 / 25", or "7" when nothing was announced. */
export const progressWords = (d: Pick<DonationListView, 'logged' | 'announced'>): string =>
  d.announced ? `${d.logged} / ${d.announced}` : `${d.logged}`;

/** "Mairie, Point de collecte": the place, and whose it is unless it says so itself. */
export const placeWords = (d: Pick<DonationListView, 'place' | 'organisation'>): string =>
  d.place === d.organisation ? d.place : `${d.place}, ${d.organisation}`;

/** SIREN in groups of three, SIRET with its five last digits apart. */
export const groupDigits = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})?$/, (_, a, b, c, d) => [a, b, c, d].filter(Boolean).join('\u00a0'));

/** `09:30` as it is said: « 9 h 30 », « 14 h ». */
const hourWords = (hour: string): string => {
  const [h, m] = hour.split(':');
  return [Number(h), 'h', ...(Number(m) ? [m] : [])].join('\u00a0');
};

/** « de 9 h 30 à 12 h », « à partir de 9 h 30 »; empty when no hour was said. */
export const windowWords = ({ from, to }: { from: string | null; to: string | null }): string =>
  from && to
    ? `de ${hourWords(from)} à ${hourWords(to)}`
    : from
      ? `à partir de ${hourWords(from)}`
      : to
        ? `jusqu’à ${hourWords(to)}`
        : '';

/** The address that calls a telephone number. */
export const telOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;

/** The code that a problem's sentence names, to lead to that device; null when it names none. */
export function codeIn(problems: readonly FieldProblem[] | undefined, field: string): string | null {
  const message = problems?.find((p) => p.field === field)?.message ?? '';
  return /BN-[2-9A-Z]{4}-[2-9A-Z]{3}/.exec(message)?.[0] ?? null;
}
