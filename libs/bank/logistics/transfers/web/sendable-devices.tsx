import { deviceWords, showAssetCode } from '#bank/devices';
import { Actions, Button, Card, Cell, Empty, Form, HiddenField, plural, Table } from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import type { TransferPageProps } from './transfer.page.js';

/** Under the list of a lot that is being prepared: what waits where it starts from, to tick. */
export function SendableDevices({ transfer: t, sendable, problems, values }: TransferPageProps) {
  if (!sendable) return null;
  const { items, more, part } = sendable;
  if (!items.length)
    return (
      <Card title={`Ce qui attend à ${t.from}`}>
        <Empty icon="laptop" title={t.devices ? 'Rien d’autre n’attend là' : 'Rien n’attend là'}>
          {t.devices
            ? 'Tout ce qui peut partir est déjà dans ce lot ou dans un autre.'
            : `${t.from} n’a aucun appareil qui puisse partir pour ${t.to}. Enregistrez un appareil, ou préparez le lot là où ils sont.`}
        </Empty>
      </Card>
    );
  return (
    <Card title={part ? `« ${part} » : lesquels ?` : `Ce qui attend à ${t.from}`}>
      {part ? (
        <p>
          {plural(items.length, 'appareil')} {items.length > 1 ? 'ont' : 'a'} cela dans{' '}
          {items.length > 1 ? 'leurs numéros' : 'ses numéros'}. <a href={`/lots/${t.id}`}>Tout voir</a>
        </p>
      ) : t.devices ? null : (
        <p>Rien n’est encore sur la liste : cochez ce qui part, ou scannez.</p>
      )}
      <Form action={`/lots/${t.id}/lignes`} {...(values?.['which'] && problems ? { problems } : {})}>
        <HiddenField name="shown" value={items.map((d) => d.code).join(',')} />
        <Table
          caption="Ce qui peut être ajouté au lot"
          rows={items}
          rowKey={(d) => d.id}
          select={{
            name: 'ticked',
            value: (d) => d.code,
            label: (d) => `Ajouter ${showAssetCode(d.code)}`,
            chosen: (values?.['ticked'] ?? '').split(','),
          }}
          columns={[
            {
              header: 'Appareil',
              row: true,
              cell: (d) => (
                <Cell
                  main={<DeviceCode code={d.code} />}
                  sub={[deviceWords(d), d.serial ? `n° ${d.serial}` : '', d.place === t.from ? '' : d.place]
                    .filter(Boolean)
                    .join(' · ')}
                />
              ),
            },
          ]}
        />
        {more ? (
          <p>
            Les {items.length} plus anciens sont montrés. Les autres suivront quand ceux-ci seront dans le lot ; un
            numéro ou une partie de numéro, tapé plus haut, en trouve un tout de suite.
          </p>
        ) : null}
        <Actions>
          <Button look={t.devices ? 'secondary' : 'primary'} icon="plus" name="which" value="ticked">
            Ajouter ce qui est coché
          </Button>
          {items.length > 1 ? (
            <Button look="secondary" icon="list-checks" name="which" value="all">
              {more ? `Ajouter ces ${items.length}` : `Tout ajouter (${items.length})`}
            </Button>
          ) : null}
        </Actions>
      </Form>
    </Card>
  );
}
