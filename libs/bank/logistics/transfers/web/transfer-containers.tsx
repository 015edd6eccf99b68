import { showAssetCode } from '#bank/devices';
import type { TransferContainerView } from '#bank/logistics';
import { Badge, Card, Cell, Code, PostButton, plural, Table } from '#platform/ui';
import { containerWords } from '../../web/logistics.words.js';
import type { TransferPageProps } from './transfer.page.js';

/** The crates of a lot: whole when their seal is intact. */
export function ContainersOfTransfer({ transfer: t }: TransferPageProps) {
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
            cell: (c) => (
              <Cell
                main={<Code>{showAssetCode(c.code)}</Code>}
                sub={`${containerWords(c)}, ${plural(c.devices, 'appareil')}${c.seal ? `, scellé ${c.seal}` : ''}`}
              />
            ),
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
