import { type CountedSubject, type FigureRow, type FiguresView, type FigureTable, SMALL } from '#bank/figures';
import { joined } from '#platform/kernel';
import { formatNumber } from '#platform/ui';

/** How a table of figures is called, its first column and what it counts; in the order in which they are read and projected. */
export const FIGURE_WORDS: Readonly<Record<CountedSubject, { title: string; header: string; value: string }>> = {
  handed_over_by_month: { title: 'Remises, mois par mois', header: 'Mois', value: 'Remises' },
  handed_over_by_structure: {
    title: 'Remises, par territoire, commune et structure',
    header: 'Territoire, commune, structure',
    value: 'Remises',
  },
  handed_over_by_structure_type: { title: 'Remises, par type de structure', header: 'Structure', value: 'Remises' },
  handed_over_by_category: { title: 'Remises, par type d’appareil', header: 'Type', value: 'Remises' },
  handed_over_by_donor_kind: { title: 'Remises, par origine du don', header: 'Donateur', value: 'Remises' },
  handed_over_by_proof: {
    title: 'Remises, par type de preuve sur les données',
    header: 'Preuve',
    value: 'Remises',
  },
  devices_by_state: { title: 'Appareils, par état', header: 'État', value: 'Appareils' },
  handed_over_declared: {
    title: 'Remises d’avant, déclarées, par année',
    header: 'Année',
    value: 'Remises déclarées',
  },
};

export const tablesShown = ({ tables }: FiguresView): FigureTable[] =>
  (Object.keys(FIGURE_WORDS) as CountedSubject[])
    .flatMap((subject) => tables.filter((t) => t.subject === subject))
    .filter((t) => t.rows.length > 0);

export const LESS = `moins de ${SMALL}`;
const HIDDEN = { small: LESS, withheld: 'non affiché' } as const;

/** Instead of a number that is hidden; undefined for one that is shown. */
export const hiddenWords = ({ hidden }: Pick<FigureRow, 'hidden'>): string | undefined =>
  hidden ? HIDDEN[hidden] : undefined;

/** A period's name of a table: `2e trimestre 2026`; none for what is of no year. */
const periodWords = ({ period }: FigureTable, { periods }: FiguresView): string | null =>
  period ? (periods.find((p) => p.key === period)?.label ?? period) : null;

export function titleOf(table: FigureTable, figures: FiguresView): string {
  const whole = table.subject === 'handed_over_by_structure' && table.rows.every((row) => row.level === 0);
  const title = whole ? 'Remises, par territoire' : FIGURE_WORDS[table.subject].title;
  return joined(', ', title, periodWords(table, figures));
}

export function sourceOf(table: FigureTable, figures: FiguresView): string {
  const { total, subject, period } = table;
  const totalLine = `Total : ${hiddenWords(total) ?? formatNumber(total.count ?? 0)}.`;
  if (subject === 'handed_over_declared')
    return `${totalLine} Reprises d’un ancien outil : personne ici ne les a vues, elles ne sont comptées dans aucun autre tableau.`;
  if (period && period !== figures.period.key && subject !== 'handed_over_by_month')
    return `${totalLine} Toute l’année : sur une période plus courte, ces nombres en feraient deviner de trop petits.`;
  return totalLine;
}

export const HOW_TO_READ = `Un nombre de 1 à ${SMALL - 1} est écrit « ${LESS} » ; un autre est parfois « non affiché » pour qu’on ne puisse pas le deviner. Une structure n’est nommée que si elle l’a choisi.`;
