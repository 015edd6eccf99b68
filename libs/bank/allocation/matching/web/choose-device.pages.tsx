import { categoryOf, showAssetCode } from '#bank/devices';
import { joined } from '#platform/kernel';
import {
  AskPage,
  Badge,
  Button,
  Card,
  DoLink,
  Empty,
  type FieldProblem,
  FieldsOf,
  Form,
  HiddenField,
  ListPage,
  Table,
  TextField,
  useLeads,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { originWords } from '../../../intake/web/rule-card.js';
import type { RequestUnitView, RequestView } from '../../requests/request.views.js';
import { needsWords, whysWords } from '../../web/allocation.words.js';
import type { DeviceChoice, HeldBackDevice, ProposedDevice } from '../proposals.service.js';
import { RefuseProposalDto } from './allocations.dto.js';

const deviceDetail = (d: HeldBackDevice | ProposedDevice): string =>
  joined(
    ' · ',
    [d.make, d.model].filter(Boolean).join(' '),
    d.grade ? `classé ${d.grade}` : '',
    d.memoryMb ? `${Math.round(d.memoryMb / 1024)}\u00a0Go` : '',
    'publicOrigin' in d ? originWords(d) : '',
  );

const DEVICE_COLUMN = {
  header: 'Appareil',
  row: true,
  cell: (d: HeldBackDevice | ProposedDevice) => <DeviceCode code={d.code} />,
  sub: (d: HeldBackDevice | ProposedDevice) => deviceDetail(d),
} as const;

interface ChooseProps {
  request: RequestView;
  unit: RequestUnitView;
  devices: readonly DeviceChoice[];
  more: boolean;
  heldBack: readonly HeldBackDevice[];
  q: string;
  problems?: FieldProblem[] | undefined;
}

/** Another device than the one that is proposed: those of the stock, the best first. */
export function ChooseDevicePage({ request: r, unit, devices, more, heldBack, q, problems }: ChooseProps) {
  const here = `/demandes/${r.id}/appareils/${unit.id}/choix`;
  const chooses = useLeads('POST', here);
  const also = heldBack.length ? <HeldBack devices={heldBack} /> : null;
  return (
    <ListPage
      title="Choisir un appareil"
      lead={joined(
        ' · ',
        r.number,
        r.structure,
        unit.reference,
        needsWords(unit.needs) || categoryOf(unit.category).short,
      )}
      trail={[
        { label: 'Demandes', href: '/demandes' },
        { label: r.number, href: `/demandes/${r.id}` },
        { label: 'Choisir un appareil' },
      ]}
      filters={
        <TextField name="q" label="Code, marque ou modèle" optionalUnsaid width="medium" value={q} maxlength={60} />
      }
      clearHref={q ? here : null}
      rows={devices}
      empty={
        <>
          <Empty icon="laptop" title={q ? 'Aucun appareil prêt ne correspond' : 'Aucun appareil prêt de ce type'}>
            Seuls sont proposés ici les appareils du bon type, en stock à la banque ou à un atelier, sans verrou et hors
            dépôt. <DoLink href="/blocages">Ce qui bloque, et chez qui</DoLink>
          </Empty>
          {also}
        </>
      }
    >
      <Form action={here} list problems={problems}>
        <Table
          caption="Appareils prêts, du plus au moins adapté"
          rows={devices}
          rowKey={(d) => d.deviceId}
          columns={[
            DEVICE_COLUMN,
            { header: 'Pourquoi', wide: true, cell: (d) => <WhyChosen device={d} /> },
            ...(chooses
              ? [
                  {
                    header: 'Choix',
                    cell: (d: DeviceChoice) => (
                      <Button look="secondary" name="deviceId" value={d.deviceId}>
                        Réserver
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Form>
      {more ? <p class="hint">Il y en a d’autres : cherchez un code ou un modèle.</p> : null}
      {also}
    </ListPage>
  );
}

const HELD_BACK = {
  deposit: 'en dépôt : attend la décision du donateur',
  locked: 'verrouillé : attend le donateur',
} as const satisfies Record<HeldBackDevice['because'], string>;

const HeldBack = ({ devices }: { devices: readonly HeldBackDevice[] }) => (
  <Card title="En stock, mais pas encore à donner">
    <Table
      caption="Appareils en stock qui ne peuvent pas être réservés"
      rows={devices}
      rowKey={(d) => d.deviceId}
      columns={[DEVICE_COLUMN, { header: 'Pourquoi', wide: true, cell: (d) => HELD_BACK[d.because] }]}
    />
  </Card>
);

const WhyChosen = ({ device: d }: { device: DeviceChoice }) =>
  d.refused ? (
    <Badge tone="attention" icon="ban">
      refusé pour cette demande
    </Badge>
  ) : (
    whysWords(d.why)
  );

interface RefuseProps {
  request: RequestView;
  unit: RequestUnitView;
  device: ProposedDevice;
  problems?: FieldProblem[] | undefined;
}

export function RefuseProposalPage({ request: r, unit, device: d, problems }: RefuseProps) {
  return (
    <AskPage
      title="Refuser cet appareil"
      lead={`${showAssetCode(d.code)} · ${deviceDetail(d)}`}
      trail={[
        { label: 'Demandes', href: '/demandes' },
        { label: r.number, href: `/demandes/${r.id}` },
        { label: 'Refuser un appareil' },
      ]}
      action={`/demandes/${r.id}/appareils/${unit.id}/refus`}
      problems={problems}
      does={{ label: 'Refuser cet appareil', icon: 'ban' }}
      back={{ href: `/demandes/${r.id}`, label: 'Revenir' }}
      intro={
        <p>
          Il ne sera plus proposé pour la demande {r.number} de {r.structure}.{' '}
          {unit.deviceId === d.deviceId ? 'Sa réservation est levée : il est libre pour une autre demande.' : ''}
        </p>
      }
    >
      <HiddenField name="deviceId" value={d.deviceId} />
      <FieldsOf form={RefuseProposalDto} />
    </AskPage>
  );
}
