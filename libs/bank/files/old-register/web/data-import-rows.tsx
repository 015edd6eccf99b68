import { deviceWords, STATES } from '#bank/devices';
import type { DataImportField, DataImportFileView, DataImportRowView } from '#bank/files/old-register';
import { Badge, Cell, Code, formatDate, formatEuros, formatNumber, RowDevice } from '#platform/ui';
import { FormMarksCard } from '../../engine/web/cell-styles.card.js';
import { DeviceRows, type RowPages } from '../../engine/web/device-rows.js';

export interface DataImportRowsProps extends RowPages<DataImportRowView> {
  file: DataImportFileView;
}

/** The rows of a file of another tool. */
export function Rows({ file: f, ...pages }: DataImportRowsProps) {
  const ready = f.state === 'ready';
  return (
    <>
      <FormMarksCard {...f} />
      <DeviceRows
        {...pages}
        device={(r) => <DataImportRow row={r} />}
        columns={[
          { header: 'Ancien numéro', cell: oldNumber },
          { header: 'Deviendra', cell: (r) => <Becomes row={r} /> },
          ...(PURCHASE_FIELDS.some((field) => f.columns[field] !== undefined)
            ? [{ header: 'Achat', cell: ({ purchase }: DataImportRowView) => <Bought purchase={purchase} /> }]
            : []),
        ]}
        nothingToSay={
          f.state === 'applied' ? 'Aucune ligne n’était en erreur.' : 'Aucune ligne n’est en erreur ni à regarder.'
        }
        noneGood="Chaque ligne a une erreur, dite au-dessus, ou n’est pas à reprendre."
        {...(ready ? { leftHint: hiddenHint(f) } : { instead: null })}
      />
    </>
  );
}

const oldNumber = ({ number, quantity }: DataImportRowView) =>
  number ? <Code>{number}</Code> : quantity > 1 ? `sans numéro, ${formatNumber(quantity)} appareils` : 'sans numéro';

/** How hidden rows are taken after all. */
const hiddenHint = (f: DataImportFileView): string | undefined =>
  !f.hiddenRows && f.sheets[f.sheet]?.hiddenRows
    ? 'Pour prendre aussi les lignes masquées ou barrées : « Changer les correspondances », puis « Corriger les colonnes ».'
    : undefined;

function Becomes({ row: r }: { row: DataImportRowView }) {
  if (!r.state) return null;
  const where =
    r.state === 'handed_over'
      ? [r.structure, r.day ? `le ${formatDate(r.day)}` : 'date non connue'].filter(Boolean).join(', ')
      : r.state === 'to_be_proven'
        ? (r.place ?? r.structure ?? 'lieu habituel')
        : '';
  return (
    <Cell
      main={
        <Badge tone={STATES[r.state].tone} icon={STATES[r.state].icon}>
          {STATES[r.state].label}
        </Badge>
      }
      sub={where}
    />
  );
}

const PURCHASE_FIELDS = [
  'purchased',
  'cost',
  'supplier',
  'purchaseWarrantyEnd',
] as const satisfies readonly DataImportField[];

function Bought({ purchase }: Pick<DataImportRowView, 'purchase'>) {
  if (!purchase) return null;
  const { year, day, costCents, supplier, purchaseWarrantyEnd: end } = purchase;
  const main = [day ? formatDate(day) : year, costCents ? formatEuros(costCents) : null].filter(Boolean).join(', ');
  const under = [supplier, end ? `garanti jusqu’au ${formatDate(end)}` : null].filter(Boolean).join(', ');
  return <Cell main={main || under} sub={main ? under : ''} />;
}

const DataImportRow = ({ row: r }: { row: DataImportRowView }) => (
  <RowDevice line={r.line} device={r.category ? deviceWords(r) : null} said={r.said} serial={r.serial} />
);
