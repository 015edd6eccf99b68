import { END_REASONS, type EndReason, SIM_FIELDS, SIM_STATUSES, type SimField, type SimStatus } from '#sims';
import { Badge } from '../../ui/index.js';

/** `8933150000000000018` in groups of four, as it is printed and read aloud. */
export const shownIccid = (iccid: string): string => iccid.replace(/(\d{4})(?=\d)/g, '$1 ');

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

const FIELDS: Readonly<Record<SimField, string>> = {
  iccid: 'Numéro de carte (ICCID)',
  msisdn: 'Numéro de ligne',
  carrier: 'Opérateur',
  pin: 'Code PIN',
  puk: 'Code PUK',
};

/** What a column of a list may be, in words. */
export const simFieldLabel = (field: unknown): string => FIELDS[field as SimField] ?? String(field);

export const SIM_FIELD_OPTIONS = SIM_FIELDS.map((value) => ({ value, label: FIELDS[value] }));
