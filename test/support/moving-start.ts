import pg from 'pg';
import { type Addresses, startEmbedded } from '#database';

/** Carries the one table of these tests. */
export async function carryOne(from: Addresses, to: Addresses): Promise<string> {
  const [old, next] = [from, to].map(({ ownerUrl }) => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all([old!.connect(), next!.connect()]);
  try {
    const { rows } = await old!.query('SELECT answer FROM kept');
    await next!.query('CREATE TABLE kept AS SELECT $1::int AS answer', [rows[0].answer]);
    return `${rows.length} ligne`;
  } finally {
    await Promise.all([old!.end(), next!.end()]);
  }
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
  await startEmbedded({ folder, move: { carry, say: () => undefined, reached: die } });
}
