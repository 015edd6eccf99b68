import { type FigureRow, type FigureSubject, SMALL } from '#reporting';

/** How a table of figures is called, its first column and what it counts. */
export const FIGURE_WORDS: Readonly<Record<FigureSubject, { title: string; header: string; value: string }>> = {
  devices_by_state: { title: 'Appareils, par état', header: 'État', value: 'Appareils' },
  handed_over_by_month: { title: 'Remises, mois par mois', header: 'Mois', value: 'Remises' },
  handed_over_by_category: { title: 'Remises, par type d’appareil', header: 'Type', value: 'Remises' },
  handed_over_by_donor_kind: { title: 'Remises, par origine du don', header: 'Donateur', value: 'Remises' },
  handed_over_by_structure: {
    title: 'Remises, par territoire, commune et structure',
    header: 'Territoire, commune, structure',
    value: 'Remises',
  },
  handed_over_declared: {
    title: 'Remises d’avant, déclarées, par année',
    header: 'Année',
    value: 'Remises déclarées',
  },
};

export const LESS = `moins de ${SMALL}`;
const HIDDEN = { small: LESS, withheld: 'non affiché' } as const;

/** Instead of a number that is hidden; undefined for one that is shown. */
export const hiddenWords = ({ hidden }: Pick<FigureRow, 'hidden'>): string | undefined =>
  hidden ? HIDDEN[hidden] : undefined;

/** Whether a table is of no year: of the devices as they are now, or of all years at once. */
export const hasNoYear = (subject: FigureSubject): boolean =>
  subject === 'devices_by_state' || subject === 'handed_over_declared';
