import { scaleFor } from '#platform/kernel';
import { formatNumber } from '../text/format.js';
import { type Bar, Chart, type ChartProps, countWords, mostOf } from './chart-parts.js';

const ROW = 50;
const LINE = 19;
const INDENT = 18;
const AXIS = 30;
/** Characters of a label in one line, so that « non affiché » fits beside it on a phone. */
const LETTERS = 28;

function linesOf({ label, level = 0 }: Bar): readonly string[] {
  const most = LETTERS - 3 * level;
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Horizontal bars, on a scale of round numbers. For names, which need room. */
export function BarChart(props: ChartProps) {
  const { end, ticks } = scaleFor(mostOf(props.bars));
  const percent = (value: number): string => `${((value / end) * 100).toFixed(2)}%`;
  const labels = props.bars.map(linesOf);
  const tops = labels.map((_, index) =>
    labels.slice(0, index).reduce((sum, lines) => sum + ROW + (lines.length - 1) * LINE, 0),
  );
  const height = labels.reduce((sum, lines) => sum + ROW + (lines.length - 1) * LINE, 0);
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
            {labels[index]!.map((line, nth) => (
              <text key={nth} class="chart-label" x={(bar.level ?? 0) * INDENT} y={tops[index]! + 18 + nth * LINE}>
                {line}
              </text>
            ))}
            <text class="chart-value" x="100%" y={tops[index]! + 18} text-anchor="end">
              {countWords(bar)}
            </text>
            <Length bar={bar} y={tops[index]! + 25 + (labels[index]!.length - 1) * LINE} percent={percent} />
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
