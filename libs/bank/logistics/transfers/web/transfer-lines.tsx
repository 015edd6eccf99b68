import type { TransferLineView } from '#bank/logistics';
import { Badge, Card, DoLink, Empty, PostButton, Table } from '#platform/ui';
import { LineDevice } from '../../web/logistics.words.js';
import type { TransferPageProps } from './transfer.page.js';

/** The list of a lot, what matters first: what is missing or came unlisted, then the rest. */
export function LinesOfTransfer(props: TransferPageProps) {
  const { transfer: t } = props;
  const extra = t.lines.filter((l) => l.outcome === 'extra');
  const missing = t.lines.filter((l) => l.outcome === 'missing');
  const listed = t.lines.filter((l) => l.outcome !== 'extra' && l.outcome !== 'missing');
  return (
    <>
      {missing.length ? <Lines title="Manquants" lines={missing} {...props} /> : null}
      {extra.length ? <Lines title="Hors liste" lines={extra} {...props} /> : null}
      {listed.length ? (
        <Lines title={t.state === 'preparing' ? 'La liste' : 'Sur la liste'} lines={listed} {...props} />
      ) : t.lines.length || props.sendable?.items.length ? null : (
        <Card>
          <Empty icon="scan-line" title="Rien sur la liste">
            {t.allowed.includes('compose')
              ? 'Scannez un premier appareil, ou une caisse entière.'
              : 'Ce lot ne contient rien.'}
          </Empty>
        </Card>
      )}
    </>
  );
}

function Lines({ title, lines, ...props }: TransferPageProps & { title: string; lines: readonly TransferLineView[] }) {
  return (
    <Card title={`${title} (${lines.length})`}>
      <Table
        caption={title}
        rows={lines}
        rowKey={(l) => l.id}
        columns={[
          { header: 'Appareil', row: true, cell: (l) => <LineDevice line={l} /> },
          {
            header: props.transfer.state === 'preparing' ? 'Action' : 'Arrivée',
            cell: (l) => (
              <>
                {props.transfer.state === 'preparing' ? null : <Outcome line={l} />}
                {actionOf(l, props)}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

const RESOLVED = {
  called_back: 'repris par l’expéditeur',
  lost: 'déclaré perdu',
  arrived_late: 'arrivé plus tard',
} as const;

function Outcome({ line: l }: { line: TransferLineView }) {
  if (l.outcome === 'confirmed') {
    const sealed = l.how === 'sealed';
    return (
      <Badge tone="ok" icon={sealed ? 'lock' : 'check'}>
        {l.resolution === 'arrived_late' ? RESOLVED.arrived_late : sealed ? 'caisse scellée' : 'scanné'}
      </Badge>
    );
  }
  if (l.outcome === 'missing') {
    if (l.resolution) return <Badge tone="neutral">{RESOLVED[l.resolution]}</Badge>;
    return <Badge tone="alert">manquant</Badge>;
  }
  if (l.outcome === 'extra') return <Badge tone="attention">pas sur la liste</Badge>;
  return <Badge tone="neutral">{l.outcome === 'withdrawn' ? 'repris' : 'à confirmer'}</Badge>;
}

function actionOf(l: TransferLineView, { transfer: t, bank }: TransferPageProps) {
  const on = `/lots/${t.id}`;
  const one = { lineId: l.id };
  if (t.allowed.includes('compose'))
    return <PostButton look="quiet" icon="x" action={`${on}/retraits`} label="Retirer" fields={one} />;
  if (t.allowed.includes('confirm') && (l.outcome === 'confirmed' || l.outcome === 'extra'))
    return <PostButton look="quiet" icon="undo-2" action={`${on}/annulations`} label="Annuler" fields={one} />;
  if (l.outcome !== 'missing' || l.resolution) return null;
  if (t.allowed.includes('call_back') && !bank)
    return <PostButton look="quiet" icon="undo-2" action={`${on}/rappel`} label="Reprendre" fields={one} />;
  return bank && l.code ? (
    <p>
      <DoLink href={`/appareils/${l.code}/actions/report_lost`}>Déclarer perdu</DoLink>
    </p>
  ) : null;
}
