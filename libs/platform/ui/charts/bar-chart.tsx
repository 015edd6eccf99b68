import { scaleFor } from '#platform/kernel';
import { formatNumber } from '../text/format.js';
import { type Bar, Chart, type ChartProps, countWords, mostOf } from './chart-parts.js';

const ROW = 50;
const INDENT = 18;
const AXIS = 30;

/** Horizontal bars drawn on the server, on a scale of round numbers. For names, which need room. */
export function BarChart(props: ChartProps) {
  const { end, ticks } = scaleFor(mostOf(props.bars));
  const percent = (value: number): string => `${((value / end) * 100).toFixed(2)}%`;
  const height = props.bars.length * ROW;
  return (
    <Chart {...props}>
      {/* No viewBox: widths are in percent, so the words keep their size on a phone. */}
      <svg class="bars" width="100%" height={height + AXIS} aria-hidden="true" focusable="false">
        {ticks.map((tick) => (
          <g key={tick}>
            <line class="chart-line" x1={percent(tick)} x2={percent(tick)} y1="0" y2={height} />
            <text
              class="chart-tick"
              x={percent(tick)}
              y={height + 20}
              text-anchor={tick === 0 ? 'start' : tick === end ? 'end' : 'middle'}
            >
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        {props.bars.map((bar, index) => (
          <g key={index}>
            <text class="chart-label" x={(bar.level ?? 0) * INDENT} y={index * ROW + 18}>
              {bar.label}
            </text>
            <text class="chart-value" x="100%" y={index * ROW + 18} text-anchor="end">
              {countWords(bar)}
            </text>
            <Length bar={bar} y={index * ROW + 25} percent={percent} />
          </g>
        ))}
      </svg>
    </Chart>
  );
}

function Length({ bar, y, percent }: { bar: Bar; y: number; percent: (value: number) => string }) {
  if (bar.value === null)
    return bar.below ? (
      <rect class="chart-small" x="1" y={y + 1} width={percent(bar.below)} height="12" rx="3" />
    ) : null;
  return bar.value ? (
    <rect class={`chart-bar level-${bar.level ?? 0}`} x="0" y={y} width={percent(bar.value)} height="14" rx="3" />
  ) : null;
}
