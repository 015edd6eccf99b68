import { conditionLabel, deviceWords } from '#bank/devices';
import type { FileRowView } from '#bank/intake';
import type { Page } from '#platform/kernel';
import { Card, Cell, Code, Empty, formatNumber, Pager, RowDevice, RowVerdict, Table } from '#platform/ui';
import { LeftRows } from '../../../files/engine/web/left-rows.js';
import { problemWords } from '../../../files/engine/web/wrong-rows.js';

export interface FileRowsProps {
  told: Page<FileRowView>;
  good: Page<FileRowView>;
  left: Page<FileRowView>;
  leftHref: string | null;
  toldHref: string | null;
  goodHref: string | null;
  /** Once it is recorded, its good rows are devices. */
  recorded: boolean;
  /** Something of the file was guessed. */
  guessed: boolean;
  /** It says something by colours, strikes or notes. */
  byForm: boolean;
  devicesHref: string;
}

/** The rows of a file: first those with something to say, then those that make a device. */
export function Rows(props: FileRowsProps) {
  const { told, good, toldHref, goodHref, recorded, guessed, byForm, devicesHref } = props;
  return (
    <>
      <Card title="Lignes signalées" id="signalees">
        {told.items.length ? (
          <Table
            stacks
            caption="Lignes en erreur ou à regarder"
            rows={told.items}
            rowKey={keyOf}
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
            {guessed
              ? 'Chaque ligne donne un appareil ; des mots restent à préciser.'
              : byForm
                ? 'Chaque ligne donne un appareil ; ce que disent les couleurs, les traits et les notes reste à regarder.'
                : 'Toutes les lignes ont été comprises.'}
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
            stacks
            caption="Lignes qui donnent un appareil"
            rows={good.items}
            rowKey={keyOf}
            columns={[
              { header: 'Ligne', row: true, cell: (r) => <FileRow row={r} /> },
              {
                header: 'Numéro, état',
                cell: (r) => (
                  <Cell
                    main={r.assetNumber ? <Code>{r.assetNumber}</Code> : 'sans n° d’inventaire'}
                    sub={saidBeside(conditionLabel(r.condition), r.words['condition'])}
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
      <LeftRows
        left={props.left}
        leftHref={props.leftHref}
        hint={!recorded && props.left.items.some(isUnseen) ? UNSEEN_HINT : undefined}
      />
    </>
  );
}

const isUnseen = ({ left }: FileRowView): boolean => left === 'hidden' || left === 'struck';
const UNSEEN_HINT = 'Pour prendre aussi les lignes masquées, filtrées ou barrées : « Corriger les colonnes ».';

const keyOf = ({ line, sheet }: FileRowView): string => `${sheet ?? ''} ${line}`;

/** Our word, and the donor's where it is another. */
const saidBeside = (ours: string, theirs: string | undefined): string =>
  theirs && theirs.toLowerCase() !== ours.toLowerCase() ? `${ours} (« ${theirs.slice(0, 60)} »)` : ours;

function FileRow({ row: r }: { row: FileRowView }) {
  const many = r.quantity > 1 ? `${formatNumber(r.quantity)} appareils` : '';
  return (
    <RowDevice
      line={r.line}
      sheet={r.sheet}
      device={r.category ? deviceWords(r) : null}
      said={r.said}
      called={r.words['category'] ? `« ${r.words['category'].slice(0, 60)} »` : ''}
      serial={r.serial}
      many={many}
      beside={r.screenSerial ? `et un écran, n° ${r.screenSerial}` : ''}
    />
  );
}
