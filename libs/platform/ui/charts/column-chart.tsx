import { scaleFor } from '#platform/kernel';
import { formatNumber } from '../text/format.js';
import { cx } from '../text/html-text.js';
import { Chart, type ChartProps, countWords, mostOf } from './chart-parts.js';

const TOP = 24;
const HEIGHT = 220;
const UNDER = 28;
const WIDTH = 0.62;

/** Columns, on a scale of round numbers. For what follows in time. */
export function ColumnChart(props: ChartProps) {
  const { end, ticks } = scaleFor(mostOf(props.bars));
  const y = (value: number): number => TOP + HEIGHT - (value / end) * HEIGHT;
  const room = 100 / props.bars.length;
  return (
    <Chart {...props}>
      <div class="columns">
        {/* The axis stands beside, so that the columns may have the rest in percent, and words keep their size on a phone. */}
        <svg class="columns-axis" width="52" height={TOP + HEIGHT + UNDER} aria-hidden="true" focusable="false">
          {ticks.map((tick) => (
            <text key={tick} class="chart-tick" x="44" y={y(tick) + 5} text-anchor="end">
              {formatNumber(tick)}
            </text>
          ))}
        </svg>
        <svg class="bars" width="100%" height={TOP + HEIGHT + UNDER} aria-hidden="true" focusable="false">
          {ticks.map((tick) => (
            <line key={tick} class="chart-line" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          {props.bars.map((bar, i) => {
            const at = { x: `${(room * (i + (1 - WIDTH) / 2)).toFixed(2)}%`, width: `${(room * WIDTH).toFixed(2)}%` };
            const middle = `${(room * (i + 0.5)).toFixed(2)}%`;
            const top = y(bar.value ?? bar.below ?? 0);
            return (
              <g key={bar.label}>
                {bar.value ? (
                  <rect class={cx('chart-bar', bar.pale && 'level-2')} {...at} y={top} height={y(0) - top} />
                ) : null}
                {bar.value === null && bar.below ? (
                  <rect class="chart-small" {...at} y={top} height={y(0) - top} />
                ) : null}
                {bar.value || bar.below ? (
                  <text class="chart-value" x={middle} y={top - 7} text-anchor="middle">
                    {bar.value === null && bar.below ? `< ${bar.below + 1}` : countWords(bar)}
                  </text>
                ) : null}
                {bar.value === null && !bar.below ? (
                  <text class="chart-hidden" x={middle} y={y(0) - 8} text-anchor="end">
                    {countWords(bar)}
                  </text>
                ) : null}
                <text class="chart-tick" x={middle} y={TOP + HEIGHT + 20} text-anchor="middle">
                  {bar.short ?? bar.label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </Chart>
  );
}
