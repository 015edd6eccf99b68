import { ERASURE_FILES, type ErasureFileView, EVIDENCE_FILES, FILE_OUTCOMES, WorkshopQueries } from '#bank/workshop';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { joined, READ } from '#platform/kernel';
import {
  Button,
  Card,
  Code,
  Empty,
  type FieldProblem,
  FileField,
  Form,
  formatDateTime,
  ListOf,
  Operator,
} from '#platform/ui';
import { FileBadge } from './log.page.js';

export class ErasureFileQuery extends apiQuery(ERASURE_FILES) {}
export class ErasureFilePageQuery extends pageQuery(ERASURE_FILES) {}

export const ErasureFileExport = exportOf({
  query: ErasureFilePageQuery,
  right: READ.workshop,
  page: 'atelier/journaux',
  api: 'erasure-logs',
  tag: 'refurbishment',
  name: 'Journaux d’effacement',
  filename: 'journaux-effacement',
  reads: WorkshopQueries,
  read: (queries, ctx, asked) => queries.logs(ctx.actor, asked),
  columns: [
    ['Type', (l) => (l.kind ? EVIDENCE_FILES[l.kind].label : null)],
    ['Outil', (l) => joined(' ', l.tool, l.version)],
    ['Résultat', (l) => (l.outcome ? FILE_OUTCOMES[l.outcome].label : null)],
    ['Machine', (l) => l.machineSerial],
    ['Reçu le', (l) => l.receivedAt],
    ['Opérateur', (l) => l.operatorNumber],
    ['Organisation', (l) => l.organisation],
    ['SHA-256', (l) => l.sha256],
  ],
});

/** The form that sends what a tool wrote. @param action where to */
export const SendFile = ({ action, problems }: { action: string; problems?: FieldProblem[] | undefined }) => (
  <Form action={action} multipart problems={problems}>
    <FileField name="log" label="Fichier de l’outil d’effacement" required />
    <Button icon="upload">Envoyer</Button>
  </Form>
);

export function ErasureFilesPage(props: {
  page: CountedPage<ErasureFileView>;
  query: object;
  timeZone: string;
  docks: boolean;
  problems?: FieldProblem[];
}) {
  const { page, query, timeZone } = props;
  return (
    <ListOf
      title="Journaux d’effacement"
      lead="Envoyez ce que l’outil a écrit, quel qu’il soit : le fichier est gardé tel quel. Un journal de nwipe prouve, disque par disque ; le reste est joint."
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: 'Journaux' }]}
      above={
        <Card title="Envoyer un fichier">
          <SendFile action="/atelier/journaux" problems={props.problems} />
          {props.docks ? (
            <p>
              Une station efface les disques d’autres machines ?{' '}
              <a href="/atelier/postes">Enregistrez les postes d’effacement de l’atelier</a>.
            </p>
          ) : null}
        </Card>
      }
      list={ERASURE_FILES}
      at="/atelier/journaux"
      query={query}
      page={page}
      noun={['fichier']}
      notFound={
        <Empty icon="search" title="Aucun fichier ne correspond">
          Enlevez un filtre.
        </Empty>
      }
      none={
        <Empty icon="file-check" title="Aucun journal reçu">
          Envoyez le fichier que l’outil d’effacement a écrit.
        </Empty>
      }
      columns={[
        {
          header: 'Journal',
          row: true,
          href: (l) => `/atelier/journaux/${l.id}`,
          cell: (l) => l.filename || 'journal',
          sub: (l) => (l.machineSerial ? <Code>{l.machineSerial}</Code> : ''),
        },
        {
          header: 'Type',
          cell: (l) => (l.kind ? EVIDENCE_FILES[l.kind].label : '—'),
          sub: (l) => joined(' ', l.tool, l.version),
        },
        { header: 'Résultat', cell: (l) => <FileBadge outcome={l.outcome} /> },
        {
          header: 'Reçu',
          cell: (l) => formatDateTime(l.receivedAt, timeZone),
          sub: (l) => <Operator number={l.operatorNumber} />,
        },
      ]}
    />
  );
}
