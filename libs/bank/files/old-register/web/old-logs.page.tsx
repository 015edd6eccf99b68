import type { LogBatchView } from '#bank/files/old-register';
import {
  Actions,
  Button,
  Card,
  Cell,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDateTime,
  formatNumber,
  plural,
  Table,
} from '#platform/ui';

const countOf = (b: LogBatchView, ...outcomes: (keyof LogBatchView['counts'])[]): number =>
  outcomes.reduce((sum, o) => sum + (b.counts[o] ?? 0), 0);

/** Folders of logs that another tool left: sent as they are, tied by the number in their names. */
export function OldLogsPage(props: { batches: readonly LogBatchView[]; timeZone: string; problems?: FieldProblem[] }) {
  const { batches, timeZone, problems } = props;
  return (
    <FormPage
      title="Anciens journaux"
      lead="Journaux d’effacement nwipe et relevés smartctl de l’ancien outil."
      trail={[
        { label: 'Appareils', href: '/appareils' },
        { label: 'Reprise', href: '/reprise' },
        { label: 'Anciens journaux' },
      ]}
      aside={
        <Card title="Ce qu’un ancien journal vaut">
          <p>
            Le numéro est lu dans le nom du fichier ou de son dossier : <strong>PC-0421/nwipe.log</strong>,{' '}
            <strong>0421_smart.txt</strong>. Un numéro inconnu, ou porté par deux appareils, n’est jamais deviné.
          </p>
          <p>
            Un journal nwipe ne prouve rien tout seul : personne ici ne l’a vu arriver. Il compte quand un inventaire
            fait depuis montre le même disque, et que vous signez que l’appareil n’a pas servi depuis.
          </p>
          <p>Un relevé smartctl ajoute son disque à la fiche de l’appareil : un disque de plus à prouver.</p>
        </Card>
      }
    >
      <Form action="/reprise/journaux" multipart problems={problems}>
        <FileField
          name="logs"
          label="Fichiers ou ZIP"
          hint="Choisissez plusieurs fichiers à la fois, ou le dossier entier en un ZIP (clic droit, « Compresser »)."
          required
          multiple
          accept=".log,.txt,.zip,text/plain,application/zip"
          problems={problems}
        />
        <Actions>
          <Button icon="upload">Envoyer et rattacher</Button>
        </Actions>
      </Form>
      {batches.length ? (
        <Card title="Déjà envoyés">
          <Table
            caption="Envois, du plus récent au plus ancien"
            rows={batches}
            rowKey={(b) => b.id}
            columns={[
              {
                header: 'Envoi',
                row: true,
                cell: (b) => (
                  <Cell
                    main={<a href={`/reprise/journaux/${b.id}`}>{formatDateTime(b.createdAt, timeZone)}</a>}
                    sub={plural(b.files, 'fichier', 'fichiers')}
                  />
                ),
              },
              { header: 'Rattachés', numeric: true, cell: (b) => formatNumber(countOf(b, 'attached', 'again')) },
              {
                header: 'À regarder',
                numeric: true,
                cell: (b) => formatNumber(countOf(b, 'number_unknown', 'ambiguous', 'other_machine', 'unreadable')),
              },
            ]}
          />
        </Card>
      ) : null}
    </FormPage>
  );
}
