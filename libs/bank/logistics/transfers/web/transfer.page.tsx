import type { ComponentChildren } from 'preact';
import type { DocumentView } from '#bank/documents';
import { PURPOSES, type Sendable, type TransferDetailView } from '#bank/logistics';
import { type Again, By, Card, Code, DoLink, Facts, formatDateTime, Notice, plural, ThingPage } from '#platform/ui';
import { PaperLink } from '../../../documents/web/paper-link.js';
import { TransferBadge } from '../../web/logistics.words.js';
import { SendableDevices } from './sendable-devices.js';
import { ContainersOfTransfer } from './transfer-containers.js';
import { LinesOfTransfer } from './transfer-lines.js';
import { NextOfTransfer } from './transfer-next.js';

export interface TransferPageProps extends Again {
  transfer: TransferDetailView;
  /** What may be added to the list now; `part`: only what has that in its number. */
  sendable: (Sendable & { readonly part: string }) | null;
  papers: readonly DocumentView[];
  timeZone: string;
  /** The reader belongs to the bank, which may declare losses. */
  bank: boolean;
  /** The reader's organisation is where the lot goes. */
  receiver: boolean;
}

/** One lot: its list, and what this reader may do with it now. */
export function TransferPage(props: TransferPageProps) {
  const { transfer: t, timeZone } = props;
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
            {t.state === 'sent' && !props.receiver ? (
              <DoLink href={`/lots/${t.id}/message`}>Prévenir qui le reçoit</DoLink>
            ) : null}
          </Card>
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
      <SendableDevices {...props} />
    </ThingPage>
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
  const said = [
    t.missing ? `${plural(t.missing, 'appareil')} de la liste ${t.missing > 1 ? 'restent' : 'reste'} à retrouver` : '',
    resolved ? `${plural(resolved, 'écart')} ${resolved > 1 ? 'réglés' : 'réglé'} depuis` : '',
    t.extra ? `${plural(t.extra, 'appareil')} hors liste` : '',
  ];
  return (
    <Notice tone={t.missing ? 'attention' : 'info'} icon="triangle-alert" title="Ce lot a été reçu avec des écarts.">
      {said.filter(Boolean).join(', ')}.
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
