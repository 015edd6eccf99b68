import { showAssetCode } from '#bank/devices';
import { joined } from '#platform/kernel';
import {
  Actions,
  addressOf,
  Badge,
  Disclosure,
  DoLink,
  Form,
  formatAgo,
  MaySend,
  Notice,
  PostButton,
  plural,
  Section,
  Table,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { lackingWords } from '../../../workshop/web/workshop.sentences.js';
import type { ReservationView } from '../reservation.queries.js';

const HERE = '/attributions/livraisons';

/** The way to where deliveries are prepared. @param since the first reservation of this visit: what was kept from then on is ticked there */
export const toDeliver = (since?: string | null) => ({
  href: addressOf(HERE, { depuis: since }),
  label: 'Préparer la livraison',
});

/** In a list: something is asked of its data again, and its page says what. */
export const WithheldMark = ({ code }: { code: string }) => (
  <a href={`/appareils/${code}`}>
    <Badge tone="alert" icon="shield-alert">
      retenu
    </Badge>
    <span class="sr">{` : ce qui manque à ${showAssetCode(code)}`}</span>
  </a>
);

export const WithheldNotice = ({ code, lacking }: { code: string; lacking: readonly string[] }) => (
  <Notice tone="alert" icon="shield-alert" title={`${showAssetCode(code)} ne peut pas être remis maintenant.`}>
    Depuis qu’il est réservé, on demande de nouveau où sont ses données. Il manque : {lackingWords(lacking)}. Il garde
    sa réservation ; la banque le voit dans « Ce qui bloque », y répond ou le fait revenir.
  </Notice>
);

interface DeliveryProps {
  group: readonly ReservationView[];
  ticked: ReadonlySet<string>;
  since: string | undefined;
}

/** What one place of a structure awaits: nothing leaves that nobody ticked; the others are released. */
export function Delivery({ group, ticked, since }: DeliveryProps) {
  const ready = group.filter((r) => !r.lacking.length);
  const chosen = ready.filter((r) => ticked.has(r.deviceId)).map((r) => r.deviceId);
  const { id, structure, place, at } = group[0]!;
  const to = joined(' · ', structure, place === structure ? '' : place);
  return (
    <Section title={joined(' · ', to, plural(group.length, 'appareil'), at ? `à prendre à ${at}` : '')}>
      {chosen.length < ready.length ? (
        <p>
          <DoLink href={addressOf(HERE, { depuis: since, tout: id })}>
            Tout cocher<span class="sr"> pour {to}</span>
          </DoLink>
        </p>
      ) : null}
      <Form action={HERE} list does={{ label: 'Livrer les appareils cochés', icon: 'truck' }}>
        <Table
          caption={`Réservés pour ${to}${at ? `, à ${at}` : ''}`}
          rows={group}
          rowKey={(r) => r.id}
          select={{
            name: 'devices',
            value: (r) => r.deviceId,
            label: (r) => `Livrer ${showAssetCode(r.code)}`,
            chosen,
          }}
          columns={RESERVED}
        />
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
    cell: (r: ReservationView) => <DeviceCode code={r.code} />,
    sub: (r: ReservationView) => (r.lacking.length ? <WithheldMark code={r.code} /> : `${r.make} ${r.model}`),
  },
  {
    header: 'Demande',
    href: (r: ReservationView) => `/demandes/${r.requestId}`,
    cell: (r: ReservationView) => r.number,
  },
  { header: 'Pour', cell: (r: ReservationView) => r.reference ?? 'à choisir par la structure' },
  { header: 'Réservé', cell: (r: ReservationView) => formatAgo(r.madeAt) },
];
