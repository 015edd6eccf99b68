import { isDay, RuleBroken } from '#platform/kernel';

/** A day as a form gives it, `2026-11-25`; null for an empty field. @throws RuleBroken `intake.date_wrong` beside `field` */
export function readDay(text: string | null | undefined, field = 'expectedOn'): string | null {
  if (!text?.trim()) return null;
  const day = text.trim();
  if (!isDay(day) || !day.startsWith('20'))
    throw new RuleBroken('intake.date_wrong', { typed: day.slice(0, 20) }, field);
  return day;
}

/** An hour as a form gives it, `9:30`, `9h30` or `14`; null for an empty field. @throws RuleBroken `intake.hour_wrong` beside `field` */
export function readHour(text: string | null | undefined, field: string): string | null {
  if (!text?.trim()) return null;
  const match = /^([01]?\d|2[0-3])\s*(?:[:hH]\s*([0-5]\d)?)?$/.exec(text.trim());
  if (!match) throw new RuleBroken('intake.hour_wrong', { typed: text.trim().slice(0, 20) }, field);
  return `${match[1]!.padStart(2, '0')}:${match[2] ?? '00'}`;
}
