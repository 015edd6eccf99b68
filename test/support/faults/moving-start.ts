import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { type Addresses, type Carried, startEmbedded } from '#platform/database';

/** Carries the one table of these tests. */
export async function carryOne(from: Addresses, to: Addresses): Promise<Carried> {
  const [old, next] = [from, to].map(({ ownerUrl }) => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all([old!.connect(), next!.connect()]);
  try {
    const { rows } = await old!.query('SELECT answer FROM kept');
    await next!.query('CREATE TABLE kept AS SELECT $1::int AS answer', [rows[0].answer]);
    return { said: `${rows.length} ligne`, all: true };
  } finally {
    await Promise.all([old!.end(), next!.end()]);
  }
}

/** The first row that a statement gives, on a connection of its own. */
export async function ask<T>(url: string, sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows[0];
}

/** A start, in a process apart, that is killed at a step of moving. @returns how it ended: code and signal */
export function diesMoving(folder: string, dieAt: string): Promise<unknown[]> {
  const program = [
    '--conditions=source',
    '--import',
    '@swc-node/register/esm-register',
    'test/support/faults/moving-start.ts',
  ];
  const asked = JSON.stringify({ folder, dieAt });
  return once(spawn(process.execPath, [...program, asked], { stdio: ['ignore', 'inherit', 'inherit'] }), 'exit');
}

// A start that is killed where it is told to be: node moving-start.ts '{"folder":…,"dieAt":…}'
const [, file = '', asked] = process.argv;
if (file.endsWith('moving-start.ts')) {
  const { folder, dieAt } = JSON.parse(asked ?? '{}') as { folder: string; dieAt: string };
  const die = (step: string) => step === dieAt && process.kill(process.pid, 'SIGKILL');
  const carry = async (from: Addresses, to: Addresses) => {
    const carried = await carryOne(from, to);
    die('carrying');
    return carried;
  };
  await startEmbedded({ folder, move: { carry, say: () => undefined, keptDays: 30, reached: die } });
}
