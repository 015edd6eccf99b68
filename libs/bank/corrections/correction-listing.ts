import { type AskedOf, defineList, waiting, yes } from '#platform/database';
import type { CorrectionRow } from './corrections.service.js';

/** Who reads the list: their organisation and account, and about whose entries they read (null: all). */
interface CorrectionReader {
  readonly organisation: string | null;
  readonly user: string | null;
  readonly aboutId: string | null;
}

/** What a second person has still to read; it has waited longest where it is oldest, so that it needs neither order nor filter of its own. */
const WAITS = `c.touches <> '{}' AND s.correction_id IS NULL`;

/** `$1` and `$2` are the reader's organisation and account. */
export const CORRECTION_COLUMNS = `c.id, c.kind, c.subject_id AS "subjectId", c.label, c.from_facts AS "from", c.to_facts AS "to", c.reason, c.touches, c.at, ${waiting('c.at', WAITS).column},
  c.operator_number AS "operatorNumber", CASE WHEN c.organisation_id = $1 THEN u.name END AS "operatorName", o.name AS organisation,
  c.nobody_else AS "nobodyElse", s.at AS "countersignedAt", s.operator_number AS "countersignedBy",
  coalesce(m.user_id = $2, false) AS mine`;
export const CORRECTION_FROM = `corrections.correction c LEFT JOIN people.membership m ON m.id = c.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
  LEFT JOIN people.organisation o ON o.id = c.organisation_id LEFT JOIN corrections.countersignature s ON s.correction_id = c.id`;

/** The list of corrections. */
export const LISTED_CORRECTIONS = defineList<CorrectionRow, CorrectionReader>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', heading: 'Qui', order: 'ascending', keys: [] },
  },
  usual: 'newest',
  filters: {
    'a-contresigner': yes({
      label: 'Afficher',
      answer: 'À contresigner',
      none: 'Toutes',
      about: '`oui`: only those that wait for a second person.',
      keep: () => WAITS,
    }),
  },
  scopes: [
    { organisation: null, user: null, aboutId: null },
    { organisation: 'x', user: 'x', aboutId: 'x' },
  ],
  rows: ({ organisation, user, aboutId }, value) => {
    for (const one of [organisation, user]) value(one);
    return {
      id: 'c.id',
      columns: CORRECTION_COLUMNS,
      from: CORRECTION_FROM,
      where: aboutId ? [`c.about_organisation_id = ${value(aboutId)}`] : [],
    };
  },
});
export type CorrectionsAsked = AskedOf<typeof LISTED_CORRECTIONS>;
