import { deviceWords, STATES } from '#bank/devices';
import type { DataImportFileView, DataImportRowView } from '#bank/files/old-register';
import type { Page } from '#platform/kernel';
import {
  Badge,
  Card,
  Cell,
  Code,
  Empty,
  formatDate,
  formatNumber,
  Pager,
  RowDevice,
  RowVerdict,
  Table,
} from '#platform/ui';
import { FormMarksCard } from '../../engine/web/cell-styles.card.js';
import { LeftRows } from '../../engine/web/left-rows.js';
import { rowProblem } from './data-import.words.js';

export interface DataImportRowsProps {
  file: DataImportFileView;
  told: Page<DataImportRowView>;
  good: Page<DataImportRowView>;
  left: Page<DataImportRowView>;
  leftHref: string | null;
  toldHref: string | null;
  goodHref: string | null;
}

/** The rows of a file: first those with something to say, then those that make a device. */
export function Rows({ file: f, told, good, left, leftHref, toldHref, goodHref }: DataImportRowsProps) {
  return (
    <>
      <FormMarksCard {...f} />
      <Card title="Lignes signalées" id="signalees">
        {told.items.length ? (
          <Table
            caption="Lignes en erreur ou à regarder"
            rows={told.items}
            rowKey={(r) => r.line}
            columns={[
              { header: 'Ligne', row: true, cell: (r) => <DataImportRow row={r} /> },
              {
                header: 'Ce qui ne va pas',
                cell: (r) => <RowVerdict wrong={r.wrong} words={r.problems.map(rowProblem).join(' ')} />,
              },
            ]}
          />
        ) : (
          <Empty icon="circle-check" title="Rien à signaler">
            {f.state === 'applied' ? 'Aucune ligne n’était en erreur.' : 'Aucune ligne n’est en erreur ni à regarder.'}
          </Empty>
        )}
        <Pager nextHref={toldHref} />
      </Card>
      {f.state === 'ready' ? (
        <Card title="Lignes bonnes" id="bonnes">
          {good.items.length ? (
            <Table
              caption="Lignes qui donnent un appareil"
              rows={good.items}
              rowKey={(r) => r.line}
              columns={[
                { header: 'Ligne', row: true, cell: (r) => <DataImportRow row={r} /> },
                {
                  header: 'Ancien numéro',
                  cell: (r) =>
                    r.number ? (
                      <Code>{r.number}</Code>
                    ) : r.quantity > 1 ? (
                      `sans numéro, ${formatNumber(r.quantity)} appareils`
                    ) : (
                      'sans numéro'
                    ),
                },
                { header: 'Deviendra', cell: (r) => <Becomes row={r} /> },
              ]}
            />
          ) : (
            <Empty icon="circle-x" title="Aucune ligne bonne">
              Chaque ligne a une erreur, dite au-dessus, ou n’est pas à reprendre.
            </Empty>
          )}
          <Pager nextHref={goodHref} />
        </Card>
      ) : null}
      <LeftRows left={left} leftHref={leftHref} hint={f.state === 'ready' ? hiddenHint(f) : undefined} />
    </>
  );
}

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

const DataImportRow = ({ row: r }: { row: DataImportRowView }) => (
  <RowDevice line={r.line} device={r.category ? deviceWords(r) : null} said={r.said} serial={r.serial} />
);
