import type { ReservationView } from '#bank/allocation';
import { showAssetCode } from '#bank/devices';
import {
  Actions,
  Button,
  Cell,
  Disclosure,
  Form,
  formatAgo,
  MaySend,
  PostButton,
  plural,
  Section,
  Table,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { WithheldMark } from './withheld-device.js';

/** What one structure awaits: the devices that leave now are ticked, the others are released. */
export function Delivery({ group }: { group: readonly ReservationView[] }) {
  const { id, structure, at } = group[0]!;
  return (
    <Section
      title={[structure, plural(group.length, 'appareil'), at ? `à prendre à ${at}` : ''].filter(Boolean).join(' · ')}
    >
      <Form action="/attributions/livraisons" list>
        <Table
          caption={`Réservés pour ${structure}${at ? `, à ${at}` : ''}`}
          rows={group}
          rowKey={(r) => r.id}
          select={{
            name: 'devices',
            value: (r) => r.deviceId,
            label: (r) => `Livrer ${showAssetCode(r.code)}`,
            chosen: group.filter((r) => !r.lacking.length).map((r) => r.deviceId),
          }}
          columns={RESERVED}
        />
        <Actions>
          <Button icon="truck">Livrer les appareils cochés</Button>
        </Actions>
      </Form>
      <MaySend to={`/attributions/reservations/${id}/liberer`}>
        <Disclosure summary="Libérer un appareil">
          <Actions stack>
            {group.map((r) => (
              <PostButton
                key={r.id}
                action={`/attributions/reservations/${r.id}/liberer`}
                label={`Libérer ${showAssetCode(r.code)}`}
                icon="undo-2"
              />
            ))}
          </Actions>
        </Disclosure>
      </MaySend>
    </Section>
  );
}

const RESERVED = [
  {
    header: 'Appareil',
    row: true,
    cell: (r: ReservationView) => (
      <Cell
        main={<DeviceCode code={r.code} />}
        sub={r.lacking.length ? <WithheldMark code={r.code} /> : `${r.make} ${r.model}`}
      />
    ),
  },
  { header: 'Demande', cell: (r: ReservationView) => <a href={`/demandes/${r.requestId}`}>{r.number}</a> },
  { header: 'Pour', cell: (r: ReservationView) => r.reference ?? 'à choisir par la structure' },
  { header: 'Réservé', cell: (r: ReservationView) => formatAgo(r.madeAt) },
];
