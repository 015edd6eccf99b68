import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { eventually } from '../support/eventually.js';
import { FullDisk } from '../support/full-disk.js';
import { brokenInvariants } from '../support/invariants.js';
import { needs } from '../support/tools.js';
import { type Bank, METRICS_TOKEN, openBank } from '../support/torture.js';

/** A short turn in the suite; `npm run torture -- --seconds 3600` for a night's. The seed of a turn that failed is said. */
const SECONDS = Number(process.env.TORTURE_SECONDS ?? 20);
const SEED = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000);
const CLIENTS = 6;
/** Of what a client asks for, one in so many is a paper. */
const A_PAPER_IN = 10;

let state = SEED;
const random = (): number => {
  state = (state * 16_807 + 11) % 2_147_483_647;
  return state / 2_147_483_647;
};

needs('redis', 'a bank that everything happens to', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank(random);
  }, 120_000);
  afterAll(() => bank?.close(), 60_000);

  /** When something was acknowledged, to tell how long nothing was. */
  const answers = [Date.now()];
  /** The longest time without an answer since `from`, in milliseconds. */
  const silenceSince = (from: number): number => {
    const times = answers.slice(answers.findLastIndex((time) => time <= from));
    return Math.max(...times.slice(1).map((time, n) => time - times[n]!));
  };

  /** Asks as a phone does: again with the same key until it is answered. */
  async function ask<T>(path: string, key: string, body: object): Promise<T> {
    for (;;) {
      const answer = await fetch(`${bank.url()}/api/v1${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bank.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(40_000),
      }).catch(() => null);
      if (answer?.status === 201 || answer?.status === 202) {
        answers.push(Date.now());
        return (await answer.json()) as T;
      }
      if (answer && answer.status !== 503)
        throw new Error(`${answer.status} ${answer.headers.get('x-request-id')} ${await answer.text()}`);
      await pause(100);
    }
  }

  test(
    'what it acknowledged is there once, and nothing else is; every paper asked for is drawn once',
    async () => {
      const until = Date.now() + SECONDS * 1000;
      // Clients go on until the last accident is over.
      let over = false;
      const devices = new Map<string, string>();
      const papers = new Set<string>();
      const happened: string[] = [];
      const silence = new Map<string, number[]>();

      const client = async (who: number): Promise<void> => {
        for (let n = 0; !over; n++) {
          const key = `T-${who}-${n}`;
          if (n % A_PAPER_IN === A_PAPER_IN - 1) {
            const sheet = { placeId: bank.place, count: 24 };
            papers.add((await ask<{ documentId: string }>('/label-sheets', key, sheet)).documentId);
            continue;
          }
          const device = { category: 'laptop', make: 'Lenovo', model: 'ThinkPad', serial: key, condition: 'works' };
          devices.set(key, (await ask<{ code: string }>(`/donations/${bank.donation}/devices`, key, device)).code);
        }
      };
      const accidents = async (): Promise<void> => {
        const names = Object.keys(bank.accidents);
        while (Date.now() < until && !over) {
          await pause(300 + random() * 1500);
          const name = names[Math.floor(random() * names.length)]!;
          happened.push(name);
          const from = Date.now();
          await bank.accidents[name]!();
          const ended = Date.now();
          await eventually(`an answer after ${name}`, async () => answers.at(-1)! > ended, 60_000);
          silence.set(name, [...(silence.get(name) ?? []), silenceSince(from)]);
        }
        over = true;
      };
      const all = [...Array.from({ length: CLIENTS }, (_, who) => client(who)), accidents()];
      await Promise.all(all).catch((error: Error) => {
        over = true;
        throw new Error(`seed ${SEED}, after ${happened.join(', ')}: ${error.message}\n${bank.said().slice(-6000)}`);
      });

      const db = await new DataSource({ type: 'postgres', url: bank.ownerUrl }).initialize();
      try {
        await expectDevices(db, devices);
        await expectPapers(db, papers);
      } finally {
        await db.destroy();
      }
      tell(happened, silence, devices.size, papers.size);
    },
    (SECONDS + 240) * 1000,
  );

  test('a full disk is said to who writes, to who watches and in the log; what was typed stays, and it goes on by itself', async () => {
    if (!bank.disk) return console.info('a full disk: this machine does not let us mount one');
    const people = await FullDisk.signedIn(bank);
    const free = bank.disk.fill();
    try {
      const refused = await people.refused();
      expect(refused.problem).toMatchObject({ status: 503, code: 'request.no_space' });
      expect(refused.retryAfter).toBe('10');
      expect(refused.page).toContain('Le service n’a plus de place pour enregistrer.');
      expect(refused.page).toContain('value="Atelier du Pont plein');
      // A file that has no place, and what was typed beside it.
      expect(refused.upload).toMatch(/request\.no_space/);
      expect(refused.upload).toContain('name="note" value="à garder"');
      const ready = await fetch(`${bank.url()}/pret`);
      expect([ready.status, await ready.json()]).toEqual([
        503,
        { status: 'not_ready', database: true, schema: true, disk: false, databaseSpace: false },
      ]);
      const metrics = await fetch(`${bank.url()}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      expect(await metrics.text()).toMatch(/^bn_data_disk_free_bytes 0\n[\s\S]*^bn_database_full 1$/m);
      const page = await people.system();
      expect(page).toMatch(/Le disque de la base est plein.: plus rien ne s’enregistre/);
      expect(page).toContain('Le disque des données est presque plein');
      for (const code of ['53100', 'ENOSPC'])
        expect(bank.said()).toMatch(new RegExp(`"code":"${code}".*no space left on a disk: nothing more is written`));
    } finally {
      free();
    }
    await eventually('a write is taken again', async () => (await people.write()).status === 201, 30_000);
  }, 120_000);
});

/** Each device that was acknowledged is there once, with its code and one row of history, and no other; what must hold of them holds. */
async function expectDevices(db: DataSource, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const found: { serial: string; code: string; id: string; events: number }[] = await db.query(`
    SELECT d.serial, d.code, d.id, (SELECT count(*)::int FROM devices.device_event e WHERE e.device_id = d.id) AS events
    FROM devices.device d`);
  expect(new Map(found.map(({ serial, code }) => [serial, code]))).toEqual(acknowledged);
  expect(found).toHaveLength(acknowledged.size);
  expect(found.filter(({ events }) => events !== 1)).toEqual([]);
  const ids = found.map(({ id }) => id);
  expect(await brokenInvariants(db, ids)).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(CLIENTS);
}

/** Each paper that was acknowledged is drawn, whoever was killed over it: one file each, and no part of a file without one. */
async function expectPapers(db: DataSource, asked: ReadonlySet<string>): Promise<void> {
  const unmade = () =>
    db.query(`SELECT state, starts, attempt, due_at - now() AS due FROM documents.document WHERE state <> 'ready'`);
  await eventually('every paper is drawn', async () => (await unmade()).length === 0, 120_000).catch(
    async (error: Error) => {
      throw new Error(`${error.message}: ${JSON.stringify(await unmade())}`);
    },
  );
  const [row] = await db.query(
    `
    SELECT (SELECT count(*)::int FROM documents.document) AS papers, (SELECT count(*)::int FROM documents.blob) AS files,
      (SELECT count(*)::int FROM documents.blob_chunk c WHERE NOT EXISTS (SELECT FROM documents.blob b WHERE b.id = c.blob_id)) AS lost,
      (SELECT count(*)::int FROM documents.document WHERE id = ANY($1::uuid[])) AS acknowledged`,
    [[...asked]],
  );
  expect(row).toEqual({ papers: asked.size, files: asked.size, lost: 0, acknowledged: asked.size });
}

/** A line for `docs/reliability.md`: how often what happened, and how long nothing was acknowledged then. */
function tell(
  happened: readonly string[],
  silence: ReadonlyMap<string, number[]>,
  devices: number,
  papers: number,
): void {
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const rows = [...silence].map(([name, times]) => {
    const sorted = [...times].sort((a, b) => a - b);
    const [middle, longest] = [sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
    return `${name}: ${times.length}, without an answer ${seconds(middle)} s in the middle, ${seconds(longest)} s at most`;
  });
  console.info(
    `torture: seed ${SEED}, ${SECONDS} s, ${happened.length} accidents, ${devices} devices and ${papers} papers acknowledged\n${rows.join('\n')}`,
  );
}
