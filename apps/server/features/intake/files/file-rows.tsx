import { conditionLabel, deviceWords } from '#devices';
import type { FileRowView } from '#intake';
import type { Page } from '#kernel';
import { Card, Cell, Code, Empty, formatNumber, Pager, RowDevice, RowVerdict, Table } from '../../../ui/index.js';
import { problemWords } from '../intake.words.js';

export interface FileRowsProps {
  told: Page<FileRowView>;
  good: Page<FileRowView>;
  toldHref: string | null;
  goodHref: string | null;
  /** Once it is recorded, its good rows are devices. */
  recorded: boolean;
  devicesHref: string;
}

/** The rows of a file: first those with something to say, then those that make a device. */
export function Rows({ told, good, toldHref, goodHref, recorded, devicesHref }: FileRowsProps) {
  return (
    <>
      <Card title="Lignes signalées" id="signalees">
        {told.items.length ? (
          <Table
            caption="Lignes en erreur ou à regarder"
            rows={told.items}
            rowKey={(r) => r.line}
            columns={[
              { header: 'Ligne', row: true, cell: (r) => <FileRow row={r} /> },
              {
                header: 'Ce qui ne va pas',
                cell: (r) => <RowVerdict wrong={r.wrong} words={r.problems.map(problemWords).join(' ')} />,
              },
            ]}
          />
        ) : (
          <Empty icon="circle-check" title="Rien à signaler">
            Toutes les lignes ont été comprises.
          </Empty>
        )}
        <Pager nextHref={toldHref} />
      </Card>
      <Card title="Lignes bonnes" id="bonnes">
        {recorded ? (
          <p>
            Elles sont devenues <a href={devicesHref}>des appareils du don</a>.
          </p>
        ) : good.items.length ? (
          <Table
            caption="Lignes qui donnent un appareil"
            rows={good.items}
            rowKey={(r) => r.line}
            columns={[
              { header: 'Ligne', row: true, cell: (r) => <FileRow row={r} /> },
              {
                header: 'N° d’inventaire, état',
                cell: (r) => (
                  <Cell
                    main={r.assetNumber ? <Code>{r.assetNumber}</Code> : 'sans numéro'}
                    sub={conditionLabel(r.condition)}
                  />
                ),
              },
            ]}
          />
        ) : (
          <Empty icon="circle-x" title="Aucune ligne bonne">
            Chaque ligne a une erreur, dite au-dessus.
          </Empty>
        )}
        <Pager nextHref={goodHref} />
      </Card>
    </>
  );
}

function FileRow({ row: r }: { row: FileRowView }) {
  const many = r.quantity > 1 ? `${formatNumber(r.quantity)} appareils` : '';
  return (
    <RowDevice line={r.line} device={r.category ? deviceWords(r) : null} said={r.said} serial={r.serial} many={many} />
  );
}
