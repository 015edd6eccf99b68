import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** Who does a row's work. */
export const SIDES = {
  ours: 'ours',
  loop: 'bare loop',
  untold: 'ours without its event',
  byHand: 'Fastify and pg by hand',
  firstWritten: 'NestJS and TypeORM as first written',
} as const;
export type SideName = keyof typeof SIDES;

/** What one side did in its rounds: units of work a second (the median round), processor time and latency of one. */
export interface Side {
  readonly perSecond: number;
  /** Of the program that answers, user and system, in microseconds; null where the system does not tell. */
  readonly serverUs: number | null;
  /** Of PostgreSQL. */
  readonly postgresUs: number | null;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The same work done by several programs in turns, on the same data. */
export interface RequestsRow {
  readonly kind: 'requests';
  readonly name: string;
  readonly unit: string;
  readonly sides: Readonly<Partial<Record<SideName, Side>>> & { readonly ours: Side };
  /** What we aim for, of the other's speed. */
  readonly aims: Readonly<Partial<Record<SideName, number>>>;
}

/** Something done from beginning to end. */
export interface WholeRow {
  readonly kind: 'whole';
  readonly name: string;
  readonly count: number;
  readonly seconds: number;
  readonly longest: number;
  /** Of this process and PostgreSQL. */
  readonly cpuSeconds: number | null;
  readonly atMost: number | null;
}

/** How long somebody waits at rest and while something runs beside: 95th percentiles. */
export interface WaitRow {
  readonly kind: 'wait';
  readonly name: string;
  readonly rest: Side;
  readonly busy: Side;
  readonly atMost: number | null;
}

/** A server of ours after its start. */
export interface StartReport {
  /** Milliseconds, and microseconds of the server's processor time, of its first page and of the middle of its first twenty. */
  readonly first: { readonly ms: number; readonly us: number | null };
  readonly twenty: { readonly ms: number; readonly us: number | null };
  /** Resident, after its start and after all rows. */
  readonly fresh: number | null;
  readonly used: number | null;
}

export type Row = RequestsRow | WholeRow | WaitRow;

const n = (value: number | null): string =>
  value === null ? '–' : value >= 100 ? Math.round(value).toString() : value.toFixed(1);
const times = (value: number): string => value.toFixed(2);
const latencies = (side: Side): string => `${n(side.p50)}/${n(side.p95)}/${n(side.p99)}`;
const cpuUs = ({ serverUs, postgresUs }: Side): number | null =>
  serverUs === null || postgresUs === null ? null : serverUs + postgresUs;

function linesOf(row: RequestsRow): string[][] {
  const { ours } = row.sides;
  return (Object.entries(row.sides) as [SideName, Side][]).map(([name, side]) => {
    const [own, other] = [cpuUs(ours), cpuUs(side)];
    const aim = row.aims[name];
    return [
      name === 'ours' ? row.name : '',
      SIDES[name],
      `${n(side.perSecond)} ${row.unit}`,
      `${n(side.serverUs)} + ${n(side.postgresUs)}`,
      latencies(side),
      name === 'ours' ? '' : times(ours.perSecond / side.perSecond),
      name === 'ours' || own === null || other === null ? '' : times(other / own),
      aim === undefined ? '' : `≥ ${aim}`,
    ];
  });
}

function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join(' · ')
        .trimEnd(),
    )
    .join('\n');
}

const REQUESTS = ['row', 'who', 'speed', 'CPU µs, program + Postgres', 'p50/p95/p99 ms', 'ours to it', 'by CPU', 'aim'];
const WHOLES = ['done from beginning to end', 'how many', 's, middle', 'longest', 'CPU s', 'aim'];
const WAITS = ['waiting, p95', 'at rest, ms', 'meanwhile', 'times', 'aim'];

const wholeLine = (r: WholeRow): string[] => [
  r.name,
  String(r.count),
  times(r.seconds),
  times(r.longest),
  r.cpuSeconds === null ? '–' : times(r.cpuSeconds),
  r.atMost === null ? '' : `≤ ${r.atMost}`,
];
const waitLine = (r: WaitRow): string[] => [
  r.name,
  n(r.rest.p95),
  n(r.busy.p95),
  times(r.busy.p95 / r.rest.p95),
  r.atMost === null ? '' : `≤ ${r.atMost}`,
];

/** What is printed; a time never fails anything. */
export function report(devices: number, rows: readonly Row[], start: StartReport | null): string {
  const parts = [
    `${devices} devices, ${cpus().length} cores, load ${times(loadavg()[0]!)}, Node ${process.versions.node}`,
    [REQUESTS, rows.flatMap((row) => (row.kind === 'requests' ? linesOf(row) : []))] as const,
    [WHOLES, rows.flatMap((row) => (row.kind === 'whole' ? [wholeLine(row)] : []))] as const,
    [WAITS, rows.flatMap((row) => (row.kind === 'wait' ? [waitLine(row)] : []))] as const,
    start
      ? `after a start: first page ${n(start.first.ms)} ms (${n(start.first.us)} µs of CPU), middle of the first twenty ${n(start.twenty.ms)} ms (${n(start.twenty.us)} µs); resident memory ${n(start.fresh)} MB, after all rows ${n(start.used)} MB`
      : '',
  ];
  return parts
    .map((part) => (typeof part === 'string' ? part : part[1].length ? table([part[0], ...part[1]]) : ''))
    .filter(Boolean)
    .join('\n\n');
}

/** Keeps the figures beside others of the same machine. */
export async function saveResults(devices: number, rows: readonly Row[], start: StartReport | null): Promise<string> {
  const folder = join('bench', 'results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}-${devices}.json`);
  const facts = { devices, node: process.versions.node, load: loadavg(), start, rows };
  await writeFile(file, `${JSON.stringify(facts, null, 2)}\n`);
  return file;
}
