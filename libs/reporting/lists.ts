import type { Lists } from '#database';

/** What is counted beforehand. */
export const FIGURE_SUBJECTS = [
  'devices_by_state',
  'handed_over_by_month',
  'handed_over_by_category',
  'handed_over_by_donor_kind',
  'handed_over_by_structure',
  // What another tool said before us, by year; in none of the others.
  'handed_over_declared',
] as const;
export type FigureSubject = (typeof FIGURE_SUBJECTS)[number];

/** What figures share with Postgres. */
export const REPORTING_LISTS: Lists = { words: { 'reporting.figure_subject': FIGURE_SUBJECTS } };
