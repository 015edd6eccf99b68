import type { ComponentChildren } from 'preact';
import { LEFT_REASONS, type LeftReason, type RowProblem } from '#bank/files/engine';
import type { Page } from '#platform/kernel';
import { Card, Cell, type Column, Empty, Pager, RowVerdict, rowAt, Table } from '#platform/ui';
import type { FileRowsPageQuery } from './file.dto.js';
import { problemWords } from './file-acts.js';

export interface DeviceRow extends LeftRow {
  readonly wrong: boolean;
  readonly problems: readonly Pick<RowProblem, 'code' | 'facts'>[];
}

export interface RowPages<Row> {
  told: Page<Row>;
  good: Page<Row>;
  left: Page<Row>;
  toldHref: string | null;
  goodHref: string | null;
  leftHref: string | null;
}

export type RowsAsked = Readonly<Partial<Record<'told' | 'good' | 'left', string | undefined>>>;
export const rowsAskedIn = (query: FileRowsPageQuery): RowsAsked => ({
  told: query.asked.cursor,
  good: query.bonnes,
  left: query.laissees,
});

const SHOWN = 25;

export async function readRowPages<Row>(
  here: string,
  asked: RowsAsked,
  hasLeft: boolean,
  read: (filter: { only: keyof RowsAsked; limit: number; cursor?: string | undefined }) => Promise<Page<Row>>,
): Promise<RowPages<Row>> {
  const of = (only: keyof RowsAsked) => read({ only, limit: SHOWN, cursor: asked[only] });
  const [told, good, left] = await Promise.all([
    of('told'),
    of('good'),
    hasLeft ? of('left') : { items: [], next: null },
  ]);
  const next = (page: Page<Row>, name: string) => (page.next ? `${here}?${name}=${page.next}#${name}` : null);
  return {
    ...{ told, good, left },
    toldHref: next(told, 'signalees'),
    goodHref: next(good, 'bonnes'),
    leftHref: next(left, 'laissees'),
  };
}

interface DeviceRowsProps<Row> extends RowPages<Row> {
  device: (row: Row) => ComponentChildren;
  columns: Column<Row>[];
  nothingToSay: string;
  noneGood: string;
  instead?: ComponentChildren;
  leftHint?: string | undefined;
  stacks?: boolean;
}

const keyOf = ({ line, sheet }: LeftRow): string => `${sheet ?? ''} ${line}`;

export function DeviceRows<Row extends DeviceRow>(props: DeviceRowsProps<Row>) {
  const { told, good, device, instead, stacks } = props;
  const first = { header: 'Ligne', row: true, cell: device };
  return (
    <>
      <Card title="Lignes signalées" id="signalees">
        {told.items.length ? (
          <Table
            stacks={stacks}
            caption="Lignes en erreur ou à regarder"
            rows={told.items}
            rowKey={keyOf}
            columns={[
              first,
              {
                header: 'Ce qui ne va pas',
                cell: (r) => <RowVerdict wrong={r.wrong} words={r.problems.map(problemWords).join(' ')} />,
              },
            ]}
          />
        ) : (
          <Empty icon="circle-check" title="Rien à signaler">
            {props.nothingToSay}
          </Empty>
        )}
        <Pager nextHref={props.toldHref} />
      </Card>
      {instead === null ? null : (
        <Card title="Lignes bonnes" id="bonnes">
          {instead ??
            (good.items.length ? (
              <Table
                stacks={stacks}
                caption="Lignes qui donnent un appareil"
                rows={good.items}
                rowKey={keyOf}
                columns={[first, ...props.columns]}
              />
            ) : (
              <Empty icon="circle-x" title="Aucune ligne bonne">
                {props.noneGood}
              </Empty>
            ))}
          <Pager nextHref={props.goodHref} />
        </Card>
      )}
      <LeftRows left={props.left} leftHref={props.leftHref} hint={props.leftHint} />
    </>
  );
}

interface LeftRow {
  readonly line: number;
  readonly sheet?: string | null;
  readonly said: string;
  readonly left: LeftReason | null;
}

/** Rows that make no device, each with the reason: nobody has to wonder where they went. */
function LeftRows({
  left,
  leftHref,
  hint,
}: {
  left: Page<LeftRow>;
  leftHref: string | null;
  hint?: string | undefined;
}) {
  if (!left.items.length) return null;
  return (
    <Card title="Lignes laissées" id="laissees">
      <p class="hint">Elles ne font aucun appareil.{hint ? ` ${hint}` : ''}</p>
      <Table
        caption="Lignes qui ne font aucun appareil, et pourquoi"
        rows={left.items}
        rowKey={({ line, sheet }) => `${sheet ?? ''} ${line}`}
        columns={[
          {
            header: 'Ligne, et pourquoi',
            row: true,
            cell: ({ said, left: why, line, sheet = null }) => (
              <Cell
                main={said || 'Autres colonnes'}
                sub={`${rowAt({ line, sheet })}${why ? ` · ${LEFT_REASONS[why]}` : ''}`}
              />
            ),
          },
        ]}
      />
      <Pager nextHref={leftHref} />
    </Card>
  );
}
