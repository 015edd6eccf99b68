import type { ErasureLogView } from '#bank/workshop';
import {
  Button,
  Card,
  Cell,
  Code,
  Empty,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDateTime,
  Operator,
  Table,
} from '#platform/ui';

/** The logs this workshop sent, and the field that takes one more for any number of devices. */
export function LogsPage(props: {
  logs: readonly Omit<ErasureLogView, 'results'>[];
  timeZone: string;
  /** The reader may register erasing stations. */
  docks: boolean;
  problems?: FieldProblem[];
}) {
  return (
    <FormPage
      title="Journaux d’effacement"
      lead="Un journal peut parler de plusieurs disques : chacun est rattaché à son appareil par son numéro de série."
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: 'Journaux' }]}
      aside={
        <Card title="Reçus">
          {props.logs.length ? (
            <Table
              caption="Journaux reçus, du plus récent au plus ancien"
              rows={props.logs}
              rowKey={(l) => l.id}
              columns={[
                {
                  header: 'Journal',
                  row: true,
                  cell: (l) => (
                    <Cell
                      main={<a href={`/atelier/journaux/${l.id}`}>{l.filename || 'journal'}</a>}
                      sub={[l.tool, l.version].filter(Boolean).join(' ')}
                    />
                  ),
                },
                { header: 'Machine', cell: (l) => (l.machineSerial ? <Code>{l.machineSerial}</Code> : '—') },
                {
                  header: 'Reçu',
                  cell: (l) => (
                    <Cell
                      main={formatDateTime(l.receivedAt, props.timeZone)}
                      sub={<Operator number={l.operatorNumber} />}
                    />
                  ),
                },
              ]}
            />
          ) : (
            <Empty icon="file-check" title="Aucun journal reçu">
              Envoyez le fichier .log que nwipe a écrit.
            </Empty>
          )}
        </Card>
      }
    >
      <Form action="/atelier/journaux" multipart problems={props.problems}>
        <FileField name="log" label="Fichier du journal (nwipe.log)" accept=".log,.txt,text/plain" required />
        <Button icon="upload">Envoyer</Button>
      </Form>
      {props.docks ? (
        <p>
          Une station efface les disques d’autres machines ?{' '}
          <a href="/atelier/postes">Enregistrez les postes d’effacement de l’atelier</a>.
        </p>
      ) : null}
    </FormPage>
  );
}
