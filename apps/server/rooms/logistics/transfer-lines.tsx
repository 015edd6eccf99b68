import { showAssetCode } from '#devices';
import type { TransferContainerView, TransferLineView } from '#logistics';
import { Badge, Card, Cell, Code, Empty, PostButton, plural, Table } from '../../ui/index.js';
import { containerWords, LineDevice } from './logistics.words.js';
import type { TransferPageProps } from './transfer.page.js';

/** The crates of a lot: whole when their seal is intact. */
export function ContainersOfTransfer({ transfer: t }: TransferPageProps) {
  if (!t.containers.length) return null;
  const on = `/lots/${t.id}`;
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
            cell: (c) => (
              <Cell
                main={<Code>{showAssetCode(c.code)}</Code>}
                sub={`${containerWords(c)}, ${plural(c.devices, 'appareil')}`}
              />
            ),
          },
          { header: 'Scellé', cell: (c) => (c.seal ? <Code>{c.seal}</Code> : 'aucun') },
          { header: 'État', cell: (c) => <ContainerOutcome container={c} /> },
          ...(t.allowed.includes('confirm') || t.allowed.includes('compose')
            ? [
                {
                  header: 'Action',
                  cell: (c: TransferContainerView) =>
                    t.allowed.includes('compose') ? (
                      <PostButton
                        look="quiet"
                        icon="x"
                        action={`${on}/retraits`}
                        label="Retirer"
                        fields={{ containerId: c.id }}
                      />
                    ) : c.seal && c.outcome === 'pending' ? (
                      <PostButton icon="lock" action={`${on}/caisses/${c.id}`} label="Scellé intact" />
                    ) : (
                      ''
                    ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function ContainerOutcome({ container: c }: { container: TransferContainerView }) {
  if (c.outcome === 'intact') return <Badge tone="ok">intacte</Badge>;
  if (c.outcome === 'arrived') return <Badge tone="info">arrivée, ouverte</Badge>;
  if (c.outcome === 'missing') return <Badge tone="alert">manquante</Badge>;
  if (c.outcome === 'pending') return <Badge tone="neutral">{c.seal ? 'scellée' : 'à scanner un par un'}</Badge>;
  return <Badge tone="neutral">reprise</Badge>;
}

/** The list of a lot, what matters first: what came unlisted or is missing, then what is to be confirmed, then the rest. */
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
      ) : t.lines.length ? null : (
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
  const { transfer: t } = props;
  const acts = lines.some((l) => actionOf(l, props) !== null);
  return (
    <Card title={`${title} (${lines.length})`}>
      <Table
        caption={title}
        rows={lines}
        rowKey={(l) => l.id}
        columns={[
          { header: 'Appareil', row: true, cell: (l) => <LineDevice line={l} /> },
          { header: 'N° de série', cell: (l) => (l.serial ? <Code>{l.serial}</Code> : '—') },
          ...(t.state === 'preparing'
            ? []
            : [{ header: 'Arrivée', cell: (l: TransferLineView) => <Outcome line={l} /> }]),
          ...(acts ? [{ header: 'Action', cell: (l: TransferLineView) => actionOf(l, props) ?? '' }] : []),
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
  if (l.outcome === 'confirmed')
    return (
      <Badge tone="ok" icon={l.how === 'sealed' ? 'lock' : 'check'}>
        {l.resolution === 'arrived_late' ? RESOLVED.arrived_late : l.how === 'sealed' ? 'caisse scellée' : 'scanné'}
      </Badge>
    );
  if (l.outcome === 'missing')
    return l.resolution ? <Badge tone="neutral">{RESOLVED[l.resolution]}</Badge> : <Badge tone="alert">manquant</Badge>;
  if (l.outcome === 'extra') return <Badge tone="attention">pas sur la liste</Badge>;
  return l.outcome === 'withdrawn' ? <Badge tone="neutral">repris</Badge> : <Badge tone="neutral">à confirmer</Badge>;
}

/** What can be done with one line now. */
function actionOf(l: TransferLineView, { transfer: t, bank }: TransferPageProps) {
  const on = `/lots/${t.id}`;
  if (t.allowed.includes('compose'))
    return <PostButton look="quiet" icon="x" action={`${on}/retraits`} label="Retirer" fields={{ lineId: l.id }} />;
  if (t.allowed.includes('confirm') && (l.outcome === 'confirmed' || l.outcome === 'extra'))
    return (
      <PostButton look="quiet" icon="undo-2" action={`${on}/annulations`} label="Annuler" fields={{ lineId: l.id }} />
    );
  if (l.outcome !== 'missing' || l.resolution) return null;
  if (t.allowed.includes('call_back') && !bank)
    return (
      <PostButton look="quiet" icon="undo-2" action={`${on}/rappel`} label="Reprendre" fields={{ lineId: l.id }} />
    );
  return bank && l.code ? <a href={`/appareils/${l.code}/actions/report_lost`}>Déclarer perdu</a> : null;
}
