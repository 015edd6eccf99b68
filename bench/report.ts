import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What one side did in its rounds: units of work a second (the median round), and the latency of one unit. */
export interface Side {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A measured row: the barest program and our whole path, taken in turns on the same data. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly limit: Side;
  readonly ours: Side;
  /** What we aim for, of the limit; null where the row is only shown. */
  readonly target: number | null;
  /** The ratio is of how long each takes, at the 95th percentile: the less, the better. */
  readonly slower?: true;
}

const ratio = (r: Row): number => (r.slower ? r.ours.p95 / r.limit.p95 : r.ours.perSecond / r.limit.perSecond);
const told = (r: Row, side: Side): string => `${n(r.slower ? side.p95 : side.perSecond)} ${r.unit}`;
const n = (value: number): string => (value >= 100 ? Math.round(value).toString() : value.toFixed(1));

/** The table that is printed; a time never fails anything. */
export function report(devices: number, rows: readonly Row[]): string {
  const lines = rows.map((r) => [
    r.name,
    told(r, r.limit),
    told(r, r.ours),
    ratio(r).toFixed(2),
    r.target === null ? '' : `${r.slower ? '≤' : '≥'} ${r.target}`,
    `${n(r.ours.p50)}/${n(r.ours.p95)}/${n(r.ours.p99)}`,
  ]);
  const table = [['row', 'limit', 'ours', 'ratio', 'target', 'p50/p95/p99 ms'], ...lines];
  const widths = table[0]!.map((_, i) => Math.max(...table.map((line) => line[i]!.length)));
  const text = table.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join(' · ')
      .trimEnd(),
  );
  return [`${devices} devices, ${cpus().length} cores, Node ${process.versions.node}`, ...text].join('\n');
}

/** Keeps the figures beside others of the same machine. */
export async function saveResults(devices: number, rows: readonly Row[]): Promise<string> {
  const folder = join('bench', 'results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}-${devices}.json`);
  await writeFile(
    file,
    `${JSON.stringify({ devices, node: process.versions.node, rows: rows.map((r) => ({ ...r, ratio: ratio(r) })) }, null, 2)}\n`,
  );
  return file;
}
