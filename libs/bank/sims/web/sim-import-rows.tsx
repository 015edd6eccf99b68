import { LEFT_REASONS } from '#bank/files/engine';
import type { SimListRowView, SimListView } from '#bank/sims';
import { sentenceOf } from '#platform/http';
import type { Page } from '#platform/kernel';
import { Badge, Card, Cell, formatNumber, Pager, RowVerdict, rowAt, Table } from '#platform/ui';

const isKnown = (row: SimListRowView): boolean => row.problems.some((p) => p.code === 'sims.row_iccid_known');

/** Rows that have a remark: wrong, or known already. */
export function RemarkedRows({ told, toldHref }: { told: Page<SimListRowView>; toldHref: string | null }) {
  return (
    <Card title="Lignes à regarder" id="signalees">
      <Table
        caption="Lignes de la liste qui ont une remarque"
        rows={told.items}
        rowKey={(r) => `${r.sheet ?? ''} ${r.line}`}
        columns={[
          { header: 'Ligne', row: true, cell: (r) => <RowSaid row={r} /> },
          {
            header: 'Remarque',
            cell: (r) => {
              const words = r.problems.map((p) => sentenceOf(p.code, { ...p.facts })).join(' ');
              if (!isKnown(r)) return <RowVerdict wrong={r.wrong} words={words} />;
              return <Cell main={<Badge tone="info">déjà connue</Badge>} sub={words} />;
            },
          },
        ]}
      />
      <Pager nextHref={toldHref} />
    </Card>
  );
}

/** Rows that are no cards, or are hidden in the spreadsheet, and why. */
export function LeftRows({ list: l, left }: { list: SimListView; left: readonly SimListRowView[] }) {
  return (
    <Card title={`Lignes laissées (${formatNumber(l.left)})`} id="laissees">
      <p>Elles ne sont pas des cartes, ou sont masquées dans le tableur.</p>
      <Table
        caption="Lignes de la liste qui ne sont pas des cartes, ou qui sont masquées"
        rows={left}
        rowKey={(r) => `${r.sheet ?? ''} ${r.line}`}
        columns={[
          { header: 'Ligne', row: true, cell: (r) => <RowSaid row={r} /> },
          { header: 'Pourquoi', cell: (r) => (r.left ? LEFT_REASONS[r.left] : '') },
        ]}
      />
    </Card>
  );
}

const RowSaid = ({ row }: { row: SimListRowView }) => (
  <Cell main={row.said || 'Rien dans les colonnes lues'} sub={rowAt(row)} />
);
