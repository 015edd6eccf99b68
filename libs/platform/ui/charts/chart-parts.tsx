import type { ComponentChildren } from 'preact';
import { Disclosure } from '../content.js';
import { Table } from '../tables/table.js';
import { formatNumber } from '../text/format.js';

export interface Bar {
  label: string;
  short?: string;
  /** null: not shown, because too few people are counted. */
  value: number | null;
  /** Instead of the number: "moins de 5". */
  shown?: string;
  /** The bound that a hidden small value is below: drawn as an outline of that length. */
  below?: number;
  /** A part of the one above it: 1, 2. */
  level?: number;
  pale?: boolean;
}

export const countWords = (bar: Bar): string =>
  bar.shown ?? (bar.value === null ? 'non affiché' : formatNumber(bar.value, 1));

export const mostOf = (bars: readonly Bar[]): number => Math.max(0, ...bars.map((bar) => bar.value ?? bar.below ?? 0));

export interface ChartProps {
  readonly title: string;
  readonly labelHeader: string;
  readonly valueHeader: string;
  readonly bars: Bar[];
  readonly source?: string;
}

/** The frame of a chart: its title, its picture, and the same figures as a folded table. */
export function Chart(props: ChartProps & { children: ComponentChildren }) {
  return (
    <figure class="chart">
      <figcaption>
        <h2>{props.title}</h2>
        {props.source ? <p class="meta">{props.source}</p> : null}
      </figcaption>
      {props.children}
      <Disclosure summary="Les mêmes chiffres en tableau">
        <Table
          caption={props.title}
          columns={[
            {
              header: props.labelHeader,
              cell: (bar: Bar) => <span class={`level-${bar.level ?? 0}`}>{bar.label}</span>,
              row: true,
            },
            { header: props.valueHeader, cell: countWords, numeric: true },
          ]}
          rows={props.bars}
          rowKey={(bar) => bar.label}
        />
      </Disclosure>
    </figure>
  );
}
