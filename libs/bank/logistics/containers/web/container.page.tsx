import { deviceWords, showAssetCode } from '#bank/devices';
import type { ContainerView, ContentView } from '#bank/logistics';
import {
  Badge,
  BadgeOf,
  Button,
  Card,
  Code,
  Empty,
  Facts,
  type FieldProblem,
  FieldsOf,
  Form,
  PostButton,
  plural,
  Table,
  TextArea,
  ThingPage,
} from '#platform/ui';
import { LoseAll } from '../../../bulk/web/lose-all.js';
import { KindIcon } from '../../../devices/device/web/kind-icon.js';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { stateOf } from '../../../devices/web/device.words.js';
import { MoveContainerDto, SealDto } from '../../web/logistics.dto.js';
import { containerWords } from '../../web/logistics.words.js';
import { type Asked, options, place } from './containers.pages.js';

export function ContainerPage({
  container: c,
  contents,
  places,
  problems,
  values = {},
}: Asked & { container: ContainerView; contents: readonly ContentView[] }) {
  const here = c.transferId === null;
  const again = problems ? { problems } : {};
  const shown = showAssetCode(c.code);
  return (
    <ThingPage
      title={`${containerWords(c)}, ${shown}`}
      trail={[{ label: 'Caisses et palettes', href: '/caisses' }, { label: shown }]}
      heading={<Code big>{shown}</Code>}
      lead={`${containerWords(c)} · ${plural(c.devices, 'appareil')}`}
      state={<SealBadge container={c} />}
      nextTitle="Mettre dedans"
      next={
        here ? (
          <PutInForm container={c} value={values['codes'] ?? ''} {...again} />
        ) : (
          <p>Cette caisse est en route : elle ne change pas avant d’arriver.</p>
        )
      }
      aside={
        <>
          <WhereItIs container={c} places={places} {...again} />
          {here && contents.length ? <SealForm container={c} value={values['seal'] ?? ''} {...again} /> : null}
        </>
      }
    >
      <Card title="Dedans">
        {contents.length ? (
          <Contents container={c} contents={contents} />
        ) : (
          <Empty icon="box" title="La caisse est vide">
            Scannez un premier appareil.
          </Empty>
        )}
        <LoseAll ids={contents.map(({ id }) => id)} />
      </Card>
    </ThingPage>
  );
}

const pathOf = (c: ContainerView) => `/caisses/${c.code}`;

interface PartProps {
  container: ContainerView;
  problems?: FieldProblem[];
}

const SealBadge = ({ container: c }: PartProps) =>
  c.seal ? (
    <Badge tone="info" icon="lock">
      Scellée
    </Badge>
  ) : (
    <Badge tone="neutral" icon="lock-open">
      Ouverte
    </Badge>
  );

function PutInForm({ container: c, value, ...again }: PartProps & { value: string }) {
  return (
    <Form action={`${pathOf(c)}/contenu`} {...again}>
      <TextArea
        name="codes"
        label="Scannez les appareils"
        hint={c.seal ? 'Un par ligne. Y mettre quelque chose ouvre le scellé.' : 'Un par ligne.'}
        required
        rows={3}
        value={value}
        {...again}
      />
      <Button icon="plus" wide>
        Mettre dans la caisse
      </Button>
    </Form>
  );
}

function WhereItIs({ container: c, places, ...again }: PartProps & Pick<Asked, 'places'>) {
  return (
    <Card title="Où elle est">
      <Facts
        facts={[
          ['Chez', c.organisation],
          ['Lieu', place(c)],
          ['Scellé', c.seal ? <Code>{c.seal}</Code> : null],
        ]}
      />
      {c.transferId === null ? (
        <Form action={`${pathOf(c)}/lieu`}>
          <FieldsOf
            form={MoveContainerDto}
            but={{ placeId: { value: c.placeId ?? '', options: options(places), ...again } }}
          />
          <Button look="secondary" icon="map-pin">
            Déplacer
          </Button>
        </Form>
      ) : null}
    </Card>
  );
}

function SealForm({ container: c, value, ...again }: PartProps & { value: string }) {
  return (
    <Card title="Sceller">
      <Form action={`${pathOf(c)}/scelle`}>
        <FieldsOf form={SealDto} but={{ seal: { value, ...again } }} />
        <Button look="secondary" icon="lock">
          Sceller
        </Button>
      </Form>
    </Card>
  );
}

function Contents({ container: c, contents }: PartProps & { contents: readonly ContentView[] }) {
  return (
    <Table
      caption="Appareils dans la caisse"
      rows={contents}
      rowKey={(d) => d.id}
      columns={[
        {
          header: 'Appareil',
          row: true,
          cell: (d) => <DeviceCode code={d.code} />,
          sub: (d) => (
            <>
              <KindIcon category={d.category} />
              {deviceWords(d)}
            </>
          ),
        },
        { header: 'État', cell: (d) => <InContainer container={c} device={d} /> },
      ]}
    />
  );
}

function InContainer({ container: c, device: d }: PartProps & { device: ContentView }) {
  return (
    <>
      <BadgeOf {...stateOf(d)} />
      {c.transferId === null ? (
        <PostButton look="quiet" icon="x" action={`${pathOf(c)}/sortie`} label="Sortir" fields={{ deviceId: d.id }} />
      ) : null}
    </>
  );
}
