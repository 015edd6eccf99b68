import { formatNumber } from './format.js';
import { Table } from './table.js';

export interface Bar {
  label: string;
  /** null: not shown, because too few people are counted. */
  value: number | null;
  /** Instead of the number: "moins de 5". */
  shown?: string;
}

const ROW = 40;
const LABEL = 200;
const WIDTH = 640;

const short = (label: string): string => (label.length > 24 ? `${label.slice(0, 23)}…` : label);

/** Horizontal bars drawn on the server, with the same figures in a table beside. */
export function BarChart(props: {
  title: string;
  labelHeader: string;
  valueHeader: string;
  bars: Bar[];
  source?: string;
}) {
  const most = Math.max(1, ...props.bars.map((bar) => bar.value ?? 0));
  const height = props.bars.length * ROW;
  const shown = (bar: Bar): string => bar.shown ?? (bar.value === null ? 'non montré' : formatNumber(bar.value, 1));
  return (
    <figure class="chart">
      <figcaption>
        <h2>{props.title}</h2>
        {props.source ? <p class="meta">{props.source}</p> : null}
      </figcaption>
      <div class="chart-body">
        <svg class="bars" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true" focusable="false">
          {props.bars.map((bar, index) => {
            const y = index * ROW;
            const width = ((bar.value ?? 0) / most) * (WIDTH - LABEL - 90);
            return (
              <g key={bar.label}>
                <text class="chart-label" x={LABEL - 12} y={y + 26} text-anchor="end">
                  {short(bar.label)}
                </text>
                <rect
                  class={bar.value === null ? 'chart-bar none' : 'chart-bar'}
                  x={LABEL}
                  y={y + 8}
                  width={Math.max(width, 2)}
                  height={ROW - 16}
                  rx="4"
                />
                <text class="chart-value" x={LABEL + Math.max(width, 2) + 10} y={y + 26}>
                  {shown(bar)}
                </text>
              </g>
            );
          })}
        </svg>
        <Table
          caption={props.title}
          columns={[
            { header: props.labelHeader, cell: (bar: Bar) => bar.label, row: true },
            { header: props.valueHeader, cell: shown, numeric: true },
          ]}
          rows={props.bars}
          rowKey={(bar) => bar.label}
        />
      </div>
    </figure>
  );
}
