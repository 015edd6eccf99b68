import highsModule, { type Highs, type Model, type ModelData } from 'highs';
import { type Classes, classesOf, costOf, type FreeDevice, mayHave, type UnitToServe } from './classes.js';

/** Who gets what, by ids: who is not named gets nothing. */
export type Assignment = readonly (readonly [unit: string, device: string])[];

export interface CategoryToSolve {
  readonly units: readonly UnitToServe[];
  readonly devices: readonly FreeDevice[];
}

/** The solver did not prove its answer the best: the run fails and proposes nothing. */
export class NotSolved extends Error {
  override readonly name = 'NotSolved';
}

interface Arc {
  /** A class of people, or a hub. */
  readonly from: number;
  /** A hub, or a class of devices. */
  readonly to: number;
  readonly cost: number;
}

/** People of one class who have waited as long. */
interface Wait {
  readonly unit: number;
  readonly days: number;
  readonly people: number;
}

/**
 * The network: people → hubs → devices. A hub is a level of devices, of any territory or of one: so its arcs follow the kinds of people and the kinds of
 * devices, not their product. Rows of the model: the classes of people, the hubs, the classes of devices, the bands, the cost, the scarce quotas;
 * columns: waits, arcs. A quota is a place that its classes of people are reached through, so it stays a network.
 */
interface Network {
  readonly waits: readonly Wait[];
  readonly arcs: readonly Arc[];
  readonly hubs: number;
  readonly bands: readonly number[];
}

function networkOf({ units, devices, levels }: Classes): Network {
  const hubs = new Map<string, number>();
  const hub = (level: number, territory: string | null): number => {
    const key = `${level} ${territory ?? ''}`;
    if (!hubs.has(key)) hubs.set(key, units.length + hubs.size);
    return hubs.get(key)!;
  };
  const toDevices = devices.flatMap(({ level, territory, cost }, j) => [
    { from: hub(level, null), device: j, cost },
    ...(territory === null ? [] : [{ from: hub(level, territory), device: j, cost }]),
  ]);
  const toHubs = units.flatMap((unit, i) =>
    levels.flatMap((level, l): Arc[] => {
      if (!mayHave(unit, level)) return [];
      const near = unit.territory === null ? undefined : hubs.get(`${l} ${unit.territory}`);
      return [
        { from: i, to: hub(l, null), cost: costOf(unit, level, false) },
        ...(near === undefined ? [] : [{ from: i, to: near, cost: costOf(unit, level, true) }]),
      ];
    }),
  );
  const first = units.length + hubs.size;
  return {
    hubs: hubs.size,
    arcs: [...toHubs, ...toDevices.map(({ from, device, cost }) => ({ from, to: first + device, cost }))],
    waits: units.flatMap(({ waits }, unit) => [...waits].map(([days, people]): Wait => ({ unit, days, people }))),
    bands: [...new Set(units.map((u) => u.band))].sort((a, b) => a - b),
  };
}

const OPTIMAL = 7;

/** The package's types are those of its CommonJS form, whose default is one level deeper than what Node loads here. */
const loadHighs = highsModule as unknown as typeof highsModule.default;
let highs: Promise<Highs> | undefined;

/**
 * Who gets what of one category (`printed-order.ts`): first by bands, of each as many as can be within the quotas; then at the least cost; then who waits longest. Exact:
 * linear programs over a network, whose corners are whole numbers. The same input gives the same answer.
 * @throws NotSolved where the solver does not prove it the best
 */
export async function solveCategory({ units, devices }: CategoryToSolve): Promise<Assignment> {
  const classes = classesOf(units, devices);
  const network = networkOf(classes);
  if (!network.arcs.length) return [];
  highs ??= loadHighs();
  const solver = await highs;
  const model = solver.createModel(modelOf(classes, network, solver.infinity));
  try {
    model.options.set({ output_flag: false, random_seed: 0 });
    return membersOf(classes, network, bestFlows(model, classes, network));
  } finally {
    model.dispose();
  }
}

function modelOf(
  { units, devices, places }: Classes,
  { waits, arcs, hubs, bands }: Network,
  infinity: number,
): ModelData {
  const firstBand = units.length + hubs + devices.length;
  const costRow = firstBand + bands.length;
  const quotas = [...places.keys()];
  const columns: (readonly [row: number, value: number])[][] = [
    ...waits.map(({ unit }) => {
      const { band, quota } = units[unit]!;
      return [
        [unit, -1] as const,
        [firstBand + bands.indexOf(band), 1] as const,
        ...(quota === null ? [] : [[costRow + 1 + quotas.indexOf(quota), 1] as const]),
      ];
    }),
    ...arcs.map(({ from, to, cost }) => [
      [from, from < units.length ? 1 : -1] as const,
      [to, 1] as const,
      ...(cost ? [[costRow, cost] as const] : []),
    ]),
  ];
  const starts = [0];
  for (const column of columns) starts.push(starts.at(-1)! + column.length);
  const entries = columns.flat();
  const numRows = costRow + 1 + quotas.length;
  return {
    numCols: columns.length,
    numRows,
    colCost: columns.map(() => 0),
    colLower: columns.map(() => 0),
    colUpper: [...waits.map(({ people }) => people), ...arcs.map(() => infinity)],
    rowLower: Array.from({ length: numRows }, () => 0),
    // What comes to a class of people or into a hub leaves it.
    rowUpper: [
      ...Array.from({ length: units.length + hubs }, () => 0),
      ...devices.map((d) => d.members.length),
      ...bands.map(() => infinity),
      infinity,
      ...places.values(),
    ],
    matrix: {
      format: 'csc',
      numRows,
      numCols: columns.length,
      starts,
      indices: entries.map(([row]) => row),
      values: entries.map(([, value]) => value),
    },
  };
}

/** One aim after the other, each without giving up any of those before. @returns how many go over each arc */
function bestFlows(model: Model, { units, devices }: Classes, { waits, arcs, hubs, bands }: Network): number[] {
  const firstBand = units.length + hubs + devices.length;
  const aim = (ofWait: (wait: Wait) => number, ofArc: (arc: Arc) => number): number[] => {
    model.changeColsCost({ kind: 'range', from: 0, to: waits.length + arcs.length - 1 }, [
      ...waits.map(ofWait),
      ...arcs.map(ofArc),
    ]);
    model.run();
    if (model.getModelStatus() !== OPTIMAL) throw new NotSolved(`status ${model.getModelStatus()}`);
    return [...model.getSolution().colValue].map(whole);
  };
  for (const [b, band] of bands.entries()) {
    const isOf = ({ unit }: Wait) => units[unit]!.band === band;
    const flows = aim((wait) => (isOf(wait) ? -1 : 0), nothing);
    const served = sum(waits.map((wait, w) => (isOf(wait) ? flows[w]! : 0)));
    model.changeRowBounds(firstBand + b, served, served);
  }
  const cheapest = aim(nothing, ({ cost }) => cost);
  const cost = sum(arcs.map((arc, a) => arc.cost * cheapest[waits.length + a]!));
  model.changeRowBounds(firstBand + bands.length, cost, cost);
  return aim(({ days }) => -days, nothing).slice(waits.length);
}

const nothing = () => 0;
const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);

function whole(value: number): number {
  const rounded = Math.round(value);
  if (Math.abs(value - rounded) > 1e-6) throw new NotSolved('not in whole numbers');
  return rounded;
}

/** Of a class of people, those who wait longest, to the best of what their class gets; of a class of devices, the first. */
function membersOf({ units, devices }: Classes, { arcs, hubs }: Network, flows: readonly number[]): Assignment {
  const waiting = units.map((u) => u.members.values());
  const free = devices.map((d) => d.members.values());
  const came = new Map<number, string[]>();
  const cheapestFirst = [...arcs.entries()].sort(([, one], [, other]) => one.cost - other.cost);
  for (const [a, { from, to }] of cheapestFirst)
    if (from < units.length)
      for (let n = 0; n < flows[a]!; n++) {
        const at = came.get(to) ?? [];
        at.push(waiting[from]!.next().value!);
        came.set(to, at);
      }
  const pairs: [string, string][] = [];
  for (const [a, { from, to }] of cheapestFirst)
    if (from >= units.length)
      for (let n = 0; n < flows[a]!; n++)
        pairs.push([came.get(from)!.shift()!, free[to - units.length - hubs]!.next().value!]);
  return pairs;
}
