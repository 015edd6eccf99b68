import { formatNumber, formatPercent } from '../text/format.js';
import { Chart } from './chart-parts.js';

export interface Way {
  readonly label: string;
  readonly short: string;
  readonly value: number;
  readonly tone: 'first' | 'second' | 'third' | 'off';
}

const BAND = 240;
const SLOT = 56;
const GAP = 12;
const TOP = 58;
const SPLIT = '44%';

/** A whole and what became of it, in bands as thick as they count. Widths are in percent, so words keep their size on a phone. */
export function FlowChart(props: {
  title: string;
  source?: string;
  labelHeader: string;
  valueHeader: string;
  whole: { readonly value: number; readonly label: string };
  /** They add up to the whole. */
  ways: readonly Way[];
}) {
  const { whole, ways } = props;
  const each = BAND / whole.value;
  const slots = ways.map(({ value }) => Math.max(value * each, SLOT));
  const tall = slots.reduce((sum, slot) => sum + slot + GAP, -GAP);
  const height = TOP + Math.max(tall, BAND);
  let out = TOP;
  let y = TOP;
  const bands = ways.map((way, i) => {
    const band = { way, from: out, to: y, thick: way.value * each };
    out += band.thick;
    y += slots[i]! + GAP;
    return band;
  });
  return (
    <Chart
      title={props.title}
      labelHeader={props.labelHeader}
      valueHeader={props.valueHeader}
      bars={ways.map(({ label, value }) => ({ label, value }))}
      source={props.source}
    >
      <svg class="bars flow" width="100%" height={height} aria-hidden="true" focusable="false">
        <g class="flow-bands">
          <svg
            aria-hidden="true"
            x="0"
            y="0"
            width={SPLIT}
            height={height}
            viewBox={`0 0 100 ${height}`}
            preserveAspectRatio="none"
          >
            {bands.map(({ way, from, to, thick }) => (
              <path
                key={way.label}
                class={`flow-band ${way.tone}`}
                d={`M0 ${from}C50 ${from} 50 ${to} 100 ${to}V${to + thick}C50 ${to + thick} 50 ${from + thick} 0 ${from + thick}Z`}
              />
            ))}
          </svg>
        </g>
        <rect class="flow-end first" x="0" y={TOP} width="12" height={BAND} rx="2" />
        <text class="flow-count" x="0" y={TOP - 30}>
          {formatNumber(whole.value)}
        </text>
        <text class="flow-label" x="0" y={TOP - 10}>
          {whole.label}
        </text>
        {bands.map(({ way, to, thick }) => (
          <g key={way.label} class="flow-side">
            <svg aria-hidden="true" class="flow-way" x={SPLIT} y={to} height={Math.max(thick, 1)}>
              <rect class={`flow-end ${way.tone}`} width="12" height={Math.max(thick, 1.5)} rx="1" />
              <text class="flow-count" x="26" y={Math.max(thick / 2, 12) + 4}>
                {formatNumber(way.value)}
                <tspan class="flow-label" dx="8">
                  {formatPercent(way.value / whole.value)}
                </tspan>
              </text>
              <text class="flow-label" x="26" y={Math.max(thick / 2, 12) + 26}>
                {way.short}
              </text>
            </svg>
          </g>
        ))}
      </svg>
    </Chart>
  );
}
