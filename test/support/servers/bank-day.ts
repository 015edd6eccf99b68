import { clock } from '#platform/kernel';

/** Today, as a day of the bank. */
export const bankToday = (): string =>
  new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(clock.now());
