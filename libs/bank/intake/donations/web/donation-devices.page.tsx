import {
  type Condition,
  conditionLabel,
  type DeviceView,
  deviceWords,
  isGenericSerial,
  showAssetCode,
} from '#bank/devices';
import type { DonationView, LoggedDeviceView } from '#bank/intake';
import type { Page } from '#platform/kernel';
import {
  Badge,
  BulkBar,
  Button,
  Cell,
  DeskArea,
  Empty,
  type FieldProblem,
  Form,
  HiddenField,
  LinkButton,
  ListExports,
  ListPage,
  Notice,
  pagesOf,
  QuestionPage,
  Table,
  useView,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { StateBadge } from '../../../devices/list/web/device-table.js';
import { progressWords } from '../../web/intake.words.js';
import { DeviceForm } from './device-form.js';
import { donationTrail } from './donation-parts.js';

export interface DonationDevicesProps {
  donation: DonationView;
  page: Page<LoggedDeviceView>;
  after: string | undefined;
  problems?: FieldProblem[];
}

export function DonationDevicesPage({ donation: d, page, after, problems }: DonationDevicesProps) {
  const here = `/dons/${d.id}/appareils`;
  return (
    <ListPage
      title={`Appareils du don ${d.number}`}
      lead={d.donorName}
      trail={donationTrail(d, 'Appareils')}
      action={
        d.state === 'received' ? (
          <LinkButton look="primary" icon="plus" href={`${here}/nouveau`}>
            Enregistrer un appareil
          </LinkButton>
        ) : undefined
      }
      exports={<ListExports at={`${here}/export`} query={{}} />}
      {...pagesOf(here, { after }, page)}
      rows={page.items}
      empty={
        <Empty icon="laptop" title="Aucun appareil">
          Ils seront listés ici quand ils seront enregistrés.
        </Empty>
      }
    >
      <Form action="/dons/etiquettes/impression" list problems={problems}>
        <HiddenField name="donationId" value={d.id} />
        <Table
          caption="Appareils, du dernier enregistré au premier"
          rows={page.items}
          rowKey={(x) => x.id}
          select={{
            name: 'deviceIds',
            value: (x) => x.id,
            label: (x) => `Choisir l’appareil ${showAssetCode(x.code)}`,
          }}
          columns={[
            { header: 'Code', row: true, cell: (x) => <DeviceCode code={x.code} visible={x.visible} /> },
            {
              header: 'Appareil',
              cell: (x) => deviceWords(x),
              sub: (x) => (x.serial ? `n° ${x.serial}${x.genericSerial ? ' (trop courant)' : ''}` : 'sans n° de série'),
            },
            { header: 'À l’arrivée', minor: true, cell: (x) => conditionLabel(x.condition as Condition) },
            {
              header: 'Aujourd’hui',
              cell: (x) => (x.state ? <StateBadge device={{ state: x.state, inDeposit: x.inDeposit }} /> : 'parti'),
            },
            ...(d.allowed.includes('correct_devices')
              ? [{ header: 'Erreur', cell: (x: LoggedDeviceView) => <Mistake donation={d} device={x} /> }]
              : []),
            {
              header: 'Étiquette',
              cell: (x) =>
                x.labelPrinted ? (
                  'imprimée'
                ) : (
                  <Badge tone="attention" icon="tag">
                    à imprimer
                  </Badge>
                ),
            },
          ]}
        />
        <BulkBar
          hint="Seulement les appareils cochés ; tous ceux du don si rien n’est coché."
          ticked={['appareil coché', 'appareils cochés']}
        >
          <Button name="voir" value="oui" icon="printer" look="secondary">
            Imprimer les étiquettes
          </Button>
        </BulkBar>
      </Form>
    </ListPage>
  );
}

function Mistake({ donation, device: x }: { donation: DonationView; device: LoggedDeviceView }) {
  if (!x.visible || x.state === 'withdrawn') return <>–</>;
  return (
    <Cell
      main={<a href={`/dons/${donation.id}/autre-don?code=${x.code}`}>d’un autre don</a>}
      sub={x.state === 'received' ? <a href={`/appareils/${x.code}/actions/withdraw`}>en trop</a> : null}
    />
  );
}

interface LogDeviceProps {
  donation: DonationView;
  justLogged: DeviceView | null;
  values: Record<string, string>;
  again?: boolean;
  makes: readonly string[];
  models: readonly string[];
  problems?: FieldProblem[];
}

/** The devices of a donation, one after the other. With a script, each is kept on the phone before it is sent. */
export function LogDevicePage({ donation: d, justLogged, again, ...form }: LogDeviceProps) {
  const action = `/dons/${d.id}/appareils`;
  const shown = useView().shown?.(action);
  return (
    <QuestionPage
      question={again ? 'Le même encore' : 'Quel appareil ?'}
      title={`Enregistrer un appareil, don ${d.number}`}
      bar={d.donorName}
      barIcon="package-open"
      barHref={`/dons/${d.id}`}
      progress={progressWords(d)}
    >
      {justLogged ? <JustLogged device={justLogged} donation={d} again={again ?? false} /> : null}
      <DeskArea
        donation={{ id: d.id, number: d.number, donor: d.donorName, kind: d.donorKind, shown }}
        again={again ?? false}
      >
        <DeviceForm action={action} doneHref={`/dons/${d.id}`} donorKind={d.donorKind} {...form} />
      </DeskArea>
    </QuestionPage>
  );
}

function JustLogged({ device, donation, again }: { device: DeviceView; donation: DonationView; again: boolean }) {
  const words = deviceWords(device);
  const generic = device.serial && isGenericSerial(device.serial);
  return (
    <>
      <Notice tone="ok" title="Enregistré :">
        <DeviceCode code={device.code} />, {words}.{' '}
        {again ? null : <a href={`/dons/${donation.id}/appareils/nouveau?comme=${device.id}`}>Le même encore</a>}
      </Notice>
      {generic ? (
        <Notice tone="attention" icon="triangle-alert" title="Numéro de série trop courant.">
          « {device.serial} » est écrit sur beaucoup de machines : il est gardé, mais ne sert pas à reconnaître
          celle-ci. Collez-lui vite son étiquette.
        </Notice>
      ) : null}
    </>
  );
}
