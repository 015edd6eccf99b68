import type { Lists } from '#platform/database';

export const FIGURE_SUBJECTS = [
  'devices_by_state',
  'handed_over_by_month',
  'handed_over_by_category',
  'handed_over_by_donor_kind',
  'handed_over_by_structure',
  // By the codes of what proves their data, of a year; told by kind.
  'handed_over_by_proof',
  // By month only, for what is told within a year; a year's territories are sums of its structures.
  'handed_over_by_territory',
  // What an earlier tool said, by year; in none of the others.
  'handed_over_declared',
] as const;
/** What is told of what was counted: the types of structures are sums of a year's structures. */
export type CountedSubject = Exclude<FigureSubject, 'handed_over_by_territory'> | 'handed_over_by_structure_type';
export type FigureSubject = (typeof FIGURE_SUBJECTS)[number];

/** What figures share with Postgres. */
export const FIGURES_LISTS: Lists = { words: { 'reporting.figure_subject': FIGURE_SUBJECTS } };
