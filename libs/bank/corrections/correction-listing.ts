import { assembled, listed, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';

export type CorrectionSort = 'newest' | 'oldest';

/** The orders of the list of corrections. */
export const CORRECTION_SORTS: Sorts<CorrectionSort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', heading: 'Qui', order: 'ascending', keys: [] },
};
export const CORRECTION_SORT_NAMES = sortNames(CORRECTION_SORTS);

/** What the list keeps. */
export interface KeptCorrections {
  /** About what one organisation had entered. */
  readonly aboutId?: string;
  /** Those that a second person has still to read. */
  readonly waiting?: boolean;
}

/** `$1` and `$2` are the reader's organisation and account. */
export const CORRECTION_COLUMNS = `c.id, c.kind, c.subject_id AS "subjectId", c.label, c.from_facts AS "from", c.to_facts AS "to", c.reason, c.touches, c.at,
  c.operator_number AS "operatorNumber", CASE WHEN c.organisation_id = $1 THEN u.name END AS "operatorName", o.name AS organisation,
  c.nobody_else AS "nobodyElse", s.at AS "countersignedAt", s.operator_number AS "countersignedBy",
  coalesce(m.user_id = $2, false) AS mine`;
export const CORRECTION_FROM = `corrections.correction c LEFT JOIN people.membership m ON m.id = c.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
  LEFT JOIN people.organisation o ON o.id = c.organisation_id LEFT JOIN corrections.countersignature s ON s.correction_id = c.id`;

export const LISTED_CORRECTIONS = assembled(
  (reader: readonly [string | null, string | null], kept: KeptCorrections, turn: Turn<CorrectionSort>) =>
    listed(CORRECTION_SORTS, turn, (value) => {
      for (const one of reader) value(one);
      const where: string[] = [];
      if (kept.aboutId) where.push(`c.about_organisation_id = ${value(kept.aboutId)}`);
      if (kept.waiting) where.push(`c.touches <> '{}'`, 's.correction_id IS NULL');
      return { id: 'c.id', columns: CORRECTION_COLUMNS, from: CORRECTION_FROM, where };
    }),
  [
    ...turnsOf(CORRECTION_SORTS).map((turn): [[null, null], KeptCorrections, Turn<CorrectionSort>] => [
      [null, null],
      {},
      turn,
    ]),
    [[null, null], { aboutId: 'x', waiting: true }, turnsOf(CORRECTION_SORTS)[0]!],
  ],
);
