import { categoryOf } from '#bank/devices';
import { type DonationView, INTAKE_REFUSAL_REASONS, REFUSAL_FATES, type RefusedView } from '#bank/intake';
import { Badge, Card, formatNumber, PostButton, plural, Table } from '#platform/ui';

/** What was announced against what came: logged, refused, missing. */
export function BalanceCard({ donation: d }: { donation: DonationView }) {
  if (!d.balance.length) return null;
  const arrived = d.state === 'received' || d.state === 'closed';
  if (!arrived) {
    return (
      <Card title="Ce qui est annoncé">
        <Table
          caption="Annoncé, par type"
          rows={d.balance}
          rowKey={(line) => line.category}
          columns={[
            { header: 'Type', row: true, cell: (line) => categoryOf(line.category).label },
            { header: 'Annoncés', numeric: true, cell: (line) => formatNumber(line.expected) },
          ]}
        />
      </Card>
    );
  }
  const missing = d.balance.reduce((sum, line) => sum + line.missing, 0);
  return (
    <Card title="Annoncé et reçu">
      <Table
        caption="Annoncé, enregistré, refusé et manquant, par type"
        rows={d.balance}
        rowKey={(line) => line.category}
        columns={[
          { header: 'Type', row: true, cell: (line) => categoryOf(line.category).label },
          { header: 'Annoncés', numeric: true, cell: (line) => (line.expected ? formatNumber(line.expected) : '–') },
          { header: 'Enregistrés', numeric: true, cell: (line) => formatNumber(line.logged) },
          { header: 'Refusés', numeric: true, cell: (line) => formatNumber(line.refused) },
          { header: 'Manquants', numeric: true, cell: (line) => formatNumber(line.missing) },
        ]}
      />
      {missing ? (
        <p>
          <Badge tone="attention" icon="triangle-alert">
            {d.state === 'closed'
              ? plural(missing, 'appareil jamais venu', 'appareils jamais venus')
              : plural(missing, 'appareil manquant', 'appareils manquants')}
          </Badge>
        </p>
      ) : null}
    </Card>
  );
}

export function RefusedCard({ donation: d }: { donation: DonationView }) {
  if (!d.refused.length) return null;
  return (
    <Card title="Refusé à l’arrivée">
      <Table
        caption="Ce qui a été refusé"
        rows={d.refused}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Quoi',
            row: true,
            cell: (r) => `${formatNumber(r.quantity)} × ${categoryOf(r.category).label}`,
            sub: (r) => r.note,
          },
          { header: 'Pourquoi', cell: (r) => INTAKE_REFUSAL_REASONS[r.reason] },
          { header: 'Où', cell: (r) => REFUSAL_FATES[r.fate] },
          ...(d.state === 'received'
            ? [{ header: 'Erreur', cell: (r: RefusedView) => <Withdraw donation={d} refused={r} /> }]
            : []),
        ]}
      />
    </Card>
  );
}

const Withdraw = ({ donation, refused }: { donation: DonationView; refused: RefusedView }) => (
  <PostButton action={`/dons/${donation.id}/refus/${refused.id}/retrait`} label="Retirer" icon="undo-2" look="quiet" />
);
