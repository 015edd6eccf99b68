import { formatNumber } from './format.js';
import { Table } from './table.js';

export interface Bar {
  label: string;
  /** null: not shown, because too few people are counted. */
  value: number | null;
  /** Instead of the number: "moins de 5". */
  shown?: string;
}

const ROW = 54;

/** Horizontal bars drawn on the server, with the same figures in a table beside. */
export function BarChart(props: {
  title: string;
  labelHeader: string;
  valueHeader: string;
  bars: Bar[];
  source?: string;
}) {
  const most = Math.max(1, ...props.bars.map((bar) => bar.value ?? 0));
  const shown = (bar: Bar): string => bar.shown ?? (bar.value === null ? 'non affiché' : formatNumber(bar.value, 1));
  return (
    <figure class="chart">
      <figcaption>
        <h2>{props.title}</h2>
        {props.source ? <p class="meta">{props.source}</p> : null}
      </figcaption>
      <div class="chart-body">
        {/* No viewBox: widths are in percent, so the words keep their size on a phone. */}
        <svg class="bars" width="100%" height={props.bars.length * ROW} aria-hidden="true" focusable="false">
          {props.bars.map((bar, index) => (
            <g key={bar.label}>
              <text x="0" y={index * ROW + 18}>
                {bar.label}
              </text>
              <text class="chart-value" x="100%" y={index * ROW + 18} text-anchor="end">
                {shown(bar)}
              </text>
              <rect class="chart-track" x="0" y={index * ROW + 26} width="100%" height="14" rx="4" />
              {bar.value ? (
                <rect
                  class="chart-bar"
                  x="0"
                  y={index * ROW + 26}
                  width={`${Math.max((bar.value / most) * 100, 0.5).toFixed(2)}%`}
                  height="14"
                  rx="4"
                />
              ) : null}
            </g>
          ))}
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
