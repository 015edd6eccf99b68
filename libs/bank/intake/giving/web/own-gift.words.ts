import { type DonorSheetFacts, withDe } from '#bank/documents';
import { type DonorOutcome, FATES, type ShownFate, SMALL } from '#bank/figures';
import { donorSentences } from '#platform/kernel';
import { formatNumber, plural } from '#platform/ui';

/** What is told of a fate: its accent, the strongest for what the gift was for. */
export const TONE_OF: Readonly<Record<ShownFate, 'first' | 'second' | 'third' | 'off'>> = {
  in_use: 'first',
  ready: 'second',
  preparing: 'third',
  recycled: 'off',
  given_back: 'off',
  lost: 'off',
  deposit: 'third',
  under_way: 'third',
  under_way_or_deposit: 'third',
};

export function sentenceOf(s: DonorOutcome): string {
  const { inUse } = s;
  if (s.given === 0) return 'Votre don est bien arrivé.';
  if (inUse === null)
    return `${plural(s.given, 'appareil donné', 'appareils donnés')}. Combien servent déjà n’est pas dit : à moins de ${SMALL}, quelqu’un pourrait être reconnu.`;
  if (inUse === 0)
    return `${plural(s.given, 'appareil donné', 'appareils donnés')} : aucun n’est encore chez quelqu’un, ${s.given === 1 ? 'il est' : 'ils sont'} en chemin.`;
  return `Sur ${plural(s.given, 'appareil donné', 'appareils donnés')}, ${
    inUse === 1 ? '1 sert' : `${formatNumber(inUse)} servent`
  } aujourd’hui à une personne accompagnée.`;
}

/** Communes with their count, and how many others are left out. */
export function communesOf({ communes }: Pick<DonorOutcome, 'communes'>): {
  told: readonly { readonly label: string; readonly devices: number }[];
  note: string | null;
} {
  const told = communes.flatMap(({ label, devices }) => (devices === null ? [] : [{ label, devices }]));
  const silent = communes.filter(({ devices }) => devices === null).map(({ label }) => label);
  if (!silent.length) return { told, note: null };
  const why = `moins de ${SMALL} appareils, ou un nombre qui en ferait deviner un autre : personne ne doit pouvoir être reconnu`;
  return {
    told,
    note: communes.length === 1 && !told.length ? TOO_FEW : `Aussi, sans dire combien : ${silent.join(', ')} (${why}).`,
  };
}

const TOO_FEW = `Il y en a trop peu pour dire où : à moins de ${SMALL}, quelqu’un pourrait être reconnu.`;

/** What is proven of the data, by kind of proof. */
export const dataOf = ({ evidence, certificates }: DonorOutcome): string[] => donorSentences(evidence, certificates);

const MOST = 12;

export function sheetOf(s: DonorOutcome, now: Date): DonorSheetFacts {
  const { told, note } = communesOf(s);
  const more = told.length - MOST;
  return {
    title: s.donor ? `Ce que sont devenus les appareils ${withDe(s.donor)}` : 'Ce que sont devenus vos appareils',
    sentence: sentenceOf(s),
    given: s.given,
    fates: s.fates.map(({ fate, devices }) => ({ label: FATES[fate].short, devices, tone: TONE_OF[fate] })),
    communes: [
      ...told.slice(0, MOST).map(({ label, devices }) => `${label} : ${formatNumber(devices)}`),
      ...(more > 0 ? [`et ${plural(more, 'autre commune', 'autres communes')}`] : []),
    ],
    communesNote: note && note.length > 400 ? `${note.slice(0, note.lastIndexOf(',', 380))}…` : note,
    data: dataOf(s),
    countedAt: now.toISOString(),
  };
}
