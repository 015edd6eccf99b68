import { type BulkSubject, type BulkView, bulkVerb } from '#bank/bulk';
import { plural } from '#platform/ui';

/** How many things are called, and the list in which they are chosen. */
const SUBJECTS: Readonly<
  Record<
    BulkSubject,
    { readonly words: [one: string, several?: string]; readonly label: string; readonly href: string }
  >
> = {
  device: { words: ['appareil'], label: 'Appareils', href: '/appareils' },
  request: { words: ['demande'], label: 'Demandes', href: '/demandes' },
  sim: { words: ['carte SIM', 'cartes SIM'], label: 'Cartes SIM', href: '/sim' },
};

const of = (act: Pick<BulkView, 'verb'>) => SUBJECTS[bulkVerb(act.verb).subject];

/** « 12 appareils », « 1 demande ». */
export const things = (act: Pick<BulkView, 'verb'>, n: number): string => plural(n, ...of(act).words);

/** « 12 rangés ». */
export const doneWords = (act: Pick<BulkView, 'verb'>, n: number): string => plural(n, ...bulkVerb(act.verb).done);

/** The list in which they were chosen. */
export const listOf = (act: Pick<BulkView, 'verb'>) => {
  const { label, href } = of(act);
  return { label, href };
};
