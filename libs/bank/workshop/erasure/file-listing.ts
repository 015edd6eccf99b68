import { type AskedOf, defineList, ofChoice } from '#platform/database';
import type { ErasureFileView } from '../bench/views.js';
import { EVIDENCE_FILES, FILE_OUTCOMES } from './evidence-files.js';

export const FILE_COLUMNS = `l.id, l.filename, l.sha256, l.kind, l.outcome, l.tool, l.version, l.machine_serial AS "machineSerial", l.received_at AS "receivedAt",
    l.operator_number AS "operatorNumber", o.name AS organisation, b.size::float8 AS size,
    (l.shown_blob_id IS NOT NULL OR b.key_id IS NULL AND b.id IS NOT NULL) AS shown`;
export const FILES_FROM = `refurbishment.erasure_log l JOIN people.organisation o ON o.id = l.organisation_id LEFT JOIN documents.blob b ON b.id = l.blob_id`;

/** What erasing tools wrote, for the bank and whoever sent it. */
export const ERASURE_FILES = defineList<ErasureFileView>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciens d’abord', heading: 'Reçu', order: 'ascending', keys: [] },
  },
  usual: 'newest',
  filters: {
    outcome: ofChoice({
      label: 'Résultat',
      about: 'What reading the file gave; `unread`: nobody read it yet.',
      page: 'resultat',
      choices: { ...FILE_OUTCOMES, unread: 'Pas encore lu' },
      where: (outcome, value) => (outcome === 'unread' ? 'l.outcome IS NULL' : `l.outcome = ${value(outcome)}`),
    }),
    kind: ofChoice({
      label: 'Type',
      about: 'What kind of file it is.',
      page: 'type',
      choices: EVIDENCE_FILES,
      where: (kind, value) => `l.kind = ${value(kind)}`,
    }),
  },
  scopes: [null, 'x'],
  rows: (own, value) => ({
    id: 'l.id',
    columns: FILE_COLUMNS,
    from: FILES_FROM,
    counted: 'refurbishment.erasure_log l',
    where: own ? [`l.organisation_id = ${value(own)}`] : [],
  }),
});
export type ErasureFilesAsked = AskedOf<typeof ERASURE_FILES>;
