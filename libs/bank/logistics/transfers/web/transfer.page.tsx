import type { ComponentChildren } from 'preact';
import { deviceWords, showAssetCode } from '#bank/devices';
import type { DocumentView } from '#bank/documents';
import { PURPOSES, type Sendable, type TransferContainerView, type TransferDetailView } from '#bank/logistics';
import type { PlaceView } from '#bank/people';
import { joined } from '#platform/kernel';
import {
  Actions,
  Badge,
  Button,
  By,
  Card,
  Code,
  DoLink,
  Empty,
  Facts,
  Form,
  type FormState,
  formatDateTime,
  HiddenField,
  Notice,
  PostButton,
  plural,
  Table,
  ThingPage,
} from '#platform/ui';
import { LoseAll } from '../../../bulk/web/lose-all.js';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { PaperLink } from '../../../documents/web/paper-link.js';
import { containerWords, TransferBadge } from '../../web/logistics.words.js';
import { LinesOfTransfer } from './transfer-lines.js';
import { NextOfTransfer } from './transfer-next.js';

export interface TransferPageProps extends FormState {
  transfer: TransferDetailView;
  /** What may be added to the list now; `part`: only what has that in its number. */
  sendable: (Sendable & { readonly part: string }) | null;
  papers: readonly DocumentView[];
  timeZone: string;
  bank: boolean;
  receiver: boolean;
  /** Where the receiver may put what came, once all of it and nothing else has. */
  places?: readonly PlaceView[] | undefined;
}

export function TransferPage(props: TransferPageProps) {
  const { transfer: t } = props;
  // A short list alone would leave its column empty beside the next step and the papers.
  const wide = !props.sendable && t.lines.length < SHORT_LIST;
  return (
    <ThingPage
      title={`Lot ${t.number}`}
      trail={[{ label: 'Lots', href: '/lots' }, { label: t.number }]}
      heading={<Code big>{t.number}</Code>}
      lead={`${PURPOSES[t.purpose]} · de ${t.from} à ${t.to}`}
      state={<TransferBadge of={t} />}
      nextTitle={titleOf(t)}
      next={<NextOfTransfer {...props} />}
      aside={
        <>
          {wide ? null : <Route {...props} />}
          {props.papers.length ? (
            <Card title="Documents">
              {props.papers.map((p) => (
                <p key={p.id}>
                  <PaperLink paper={p} label={`${p.title}, ${p.number}`} />
                </p>
              ))}
            </Card>
          ) : null}
        </>
      }
    >
      {t.state === 'received_with_differences' ? <Differences transfer={t} /> : null}
      <ContainersOfTransfer {...props} />
      <LinesOfTransfer {...props} />
      <LoseAll ids={onTheRoad(t)} />
      <SendableDevices {...props} />
      {wide ? <Route {...props} /> : null}
    </ThingPage>
  );
}

/** What left and nobody has seen arrive. */
const onTheRoad = ({ state, lines }: TransferDetailView): string[] =>
  state === 'sent' || state === 'received_with_differences'
    ? lines.flatMap((l) => (l.deviceId && !l.resolution && STILL_OUT.includes(l.outcome) ? [l.deviceId] : []))
    : [];
const STILL_OUT: readonly string[] = ['pending', 'missing'];

const SHORT_LIST = 8;

function Route({ transfer: t, timeZone, receiver }: Pick<TransferPageProps, 'transfer' | 'timeZone' | 'receiver'>) {
  return (
    <Card title="Trajet">
      <Facts
        facts={[
          ['Départ', t.from === t.fromPlace ? t.from : `${t.from}, ${t.fromPlace}`],
          ['Arrivée', t.to === t.toPlace ? t.to : `${t.to}, ${t.toPlace}`],
          [t.purpose === 'delivery' ? 'Demandé le' : 'Parti le', signed(t.sentAt, t.sentOperator, timeZone)],
          [t.departedAt ? 'Parti le' : '', signed(t.departedAt, t.departedOperator, timeZone)],
          ...t.undoneDepartures.map((u): [string, ComponentChildren] => [
            'Départ enregistré par erreur',
            <>
              {signed(u.departedAt, u.departedOperator, timeZone)} ; retiré le{' '}
              {signed(u.undoneAt, u.undoneOperator, timeZone)}
            </>,
          ]),
          [t.state === 'cancelled' ? 'Annulé le' : 'Reçu le', signed(t.endedAt, t.endedOperator, timeZone)],
        ]}
      />
      {t.state === 'sent' && !receiver ? <DoLink href={`/lots/${t.id}/message`}>Prévenir qui le reçoit</DoLink> : null}
    </Card>
  );
}

function titleOf(t: TransferDetailView): string {
  if (t.allowed.includes('compose')) return 'Ajouter des appareils';
  if (t.allowed.includes('confirm')) return 'Confirmer l’arrivée';
  if (t.leaving) return 'À faire partir';
  if (t.state === 'sent') return 'En route';
  return t.missing ? 'Ce qui manque' : 'Terminé';
}

function Differences({ transfer: t }: { transfer: TransferDetailView }) {
  const resolved = t.lines.filter((l) => l.resolution).length;
  const parts = [
    t.missing ? `${plural(t.missing, 'appareil')} de la liste ${t.missing > 1 ? 'restent' : 'reste'} à retrouver` : '',
    resolved ? `${plural(resolved, 'écart')} ${resolved > 1 ? 'réglés' : 'réglé'} depuis` : '',
    t.extra ? `${plural(t.extra, 'appareil')} hors liste` : '',
  ];
  return (
    <Notice tone={t.missing ? 'attention' : 'info'} icon="triangle-alert" title="Ce lot a été reçu avec des écarts.">
      {parts.filter(Boolean).join(', ')}.
    </Notice>
  );
}

const signed = (at: Date | null, operatorNumber: number | null, timeZone: string): ComponentChildren =>
  at ? (
    <>
      {formatDateTime(at, timeZone)}
      <By number={operatorNumber} />
    </>
  ) : null;

function ContainersOfTransfer({ transfer: t }: TransferPageProps) {
  if (!t.containers.length) return null;
  return (
    <Card title="Caisses et palettes">
      <Table
        caption="Caisses et palettes de ce lot"
        rows={t.containers}
        rowKey={(c) => c.id}
        columns={[
          {
            header: 'Caisse',
            row: true,
            cell: (c) => <Code>{showAssetCode(c.code)}</Code>,
            sub: (c) => `${containerWords(c)}, ${plural(c.devices, 'appareil')}${c.seal ? `, scellé ${c.seal}` : ''}`,
          },
          {
            header: 'État',
            cell: (c) => (
              <>
                <ContainerOutcome container={c} />
                {actionOf(c, t.id, t.allowed)}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function actionOf(c: TransferContainerView, transferId: string, allowed: readonly string[]) {
  const on = `/lots/${transferId}`;
  if (allowed.includes('compose'))
    return (
      <PostButton look="quiet" icon="x" action={`${on}/retraits`} label="Retirer" fields={{ containerId: c.id }} />
    );
  return allowed.includes('confirm') && c.seal && c.outcome === 'pending' ? (
    <PostButton icon="lock" action={`${on}/caisses/${c.id}`} label="Scellé intact" />
  ) : null;
}

function ContainerOutcome({ container: c }: { container: TransferContainerView }) {
  if (c.outcome === 'intact') return <Badge tone="ok">intacte</Badge>;
  if (c.outcome === 'arrived') return <Badge tone="info">arrivée, ouverte</Badge>;
  if (c.outcome === 'missing') return <Badge tone="alert">manquante</Badge>;
  if (c.outcome === 'pending') return <Badge tone="neutral">{c.seal ? 'scellée' : 'à scanner un par un'}</Badge>;
  return <Badge tone="neutral">reprise</Badge>;
}

function SendableDevices({ transfer: t, sendable, problems, values }: TransferPageProps) {
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
      <Form action={`/lots/${t.id}/lignes`} problems={values?.['which'] && problems ? problems : undefined}>
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
              cell: (d) => <DeviceCode code={d.code} />,
              sub: (d) =>
                joined(' · ', deviceWords(d), d.serial ? `n° ${d.serial}` : '', d.place === t.from ? '' : d.place),
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
