import type { DockView } from '#bank/workshop';
import {
  type Again,
  Badge,
  Button,
  Card,
  Cell,
  Code,
  Empty,
  FieldsOf,
  Form,
  FormPage,
  formatDate,
  HiddenField,
  Operator,
  plural,
  Table,
} from '#platform/ui';
import { DockDto } from './drives.dto.js';

/** The erasing stations of a workshop, and the form that registers one more. */
export function DocksPage(props: Again & { docks: readonly DockView[]; timeZone: string }) {
  const { docks, timeZone, problems, values = {} } = props;
  return (
    <FormPage
      title="Postes d’effacement"
      lead="Un poste efface les disques d’autres machines. Ses journaux ne parlent jamais de lui : chaque disque est rattaché à son appareil par son numéro de série."
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: 'Postes d’effacement' }]}
      aside={
        <Card title="Postes de l’atelier">
          {docks.length ? (
            <Table
              caption="Postes d’effacement, ceux en service d’abord"
              rows={docks}
              rowKey={(d) => d.id}
              columns={[
                {
                  header: 'Poste',
                  row: true,
                  cell: (d) => (
                    <Cell
                      main={d.name}
                      sub={
                        <>
                          <Code>{d.serial}</Code> · {d.organisation}
                        </>
                      }
                    />
                  ),
                },
                {
                  header: 'Depuis',
                  cell: (d) => (
                    <Cell
                      main={formatDate(d.registeredAt, timeZone)}
                      sub={
                        <>
                          <Operator number={d.operatorNumber} />, {plural(d.logs, 'journal', 'journaux')}
                        </>
                      }
                    />
                  ),
                },
                { header: 'Suite', cell: (d) => <End dock={d} timeZone={timeZone} /> },
              ]}
            />
          ) : (
            <Empty icon="hard-drive" title="Aucun poste enregistré">
              Sans poste, un journal est celui de la machine qu’il nomme.
            </Empty>
          )}
        </Card>
      }
    >
      <Form action="/atelier/postes" values={values} problems={problems}>
        <FieldsOf form={DockDto} />
        <Button icon="plus">Enregistrer le poste</Button>
      </Form>
    </FormPage>
  );
}

function End({ dock: d, timeZone }: { dock: DockView; timeZone: string }) {
  if (d.endedAt) return <Badge>retiré le {formatDate(d.endedAt, timeZone)}</Badge>;
  return (
    <Form action="/atelier/postes/fin">
      <HiddenField name="id" value={d.id} />
      <Button look="quiet" icon="ban">
        Retirer
      </Button>
    </Form>
  );
}
