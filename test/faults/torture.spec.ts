import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { LONGEST_PAGE_MS, PageWaits } from '../support/browser/page-waits.js';
import { expectDevices, expectPapers, expectSoFar, expectThese } from '../support/faults/acknowledged.js';
import { FullDisk } from '../support/faults/full-disk.js';
import { type Bank, METRICS_TOKEN, openBank } from '../support/faults/torture.js';
import { needs } from '../support/runner/tools.js';
import { eventually } from '../support/servers/eventually.js';

/** A short turn in the suite; `npm run torture -- --seconds 3600` for a night's. The seed of a turn that failed is said. */
const SECONDS = Number(process.env.TORTURE_SECONDS ?? 20);
const SEED = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000);
/** With a number of them, two servers and two workers are killed by force until there were so many, and nobody waits for what was killed before. */
const KILLS = Number(process.env.TORTURE_KILLS ?? 0);
/** Only accidents whose name is like this. */
const ONLY = new RegExp(process.env.TORTURE_ONLY ?? '');
/** So long Postgres, or the network to it, is stopped at most. */
const STOPPED_MS = Number(process.env.TORTURE_STOPPED ?? 3) * 1000;
/** Of so many accidents of such a turn, one is another; every so many of them, it is asked whether all of before is there too. */
const [ANOTHER_IN, ASK_EVERY] = [20, 100];
/** So long nothing may be acknowledged, whatever happens. */
const SILENCE_MS = 180_000;
/** So long what waits to be drawn may take when all is over. */
const PAPERS_MS = KILLS ? 900_000 : 120_000;
const CLIENTS = Number(process.env.TORTURE_CLIENTS ?? 6);
/** So many of them are one person's, who may have so much at once. */
const OF_ONE_PERSON = 6;
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
    bank = await openBank(random, KILLS ? 2 : 1, STOPPED_MS, Math.ceil(CLIENTS / OF_ONE_PERSON));
  });
  afterAll(() => bank?.close());

  /** When something was acknowledged, to tell how long nothing was. */
  const answers = [Date.now()];
  /** The longest time without an answer since `from`, in milliseconds. */
  const silenceSince = (from: number): number => {
    const times = answers.slice(answers.findLastIndex((time) => time <= from));
    return Math.max(...times.slice(1).map((time, n) => time - times[n]!));
  };

  /** Between the last answer before a moment and the first one after it. */
  const silenceAt = (moment: number): number => {
    const next = answers.findIndex((time) => time > moment);
    return answers[next]! - answers[next - 1]!;
  };

  /** Asks as a phone does: again with the same key until it is answered. */
  async function ask<T>(who: number, path: string, key: string, body: object): Promise<T> {
    for (;;) {
      const answer = await fetch(`${bank.url()}/api/v1${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bank.tokens[who % bank.tokens.length]}`,
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
      // Six of one person's at once: while four wait for Postgres, the others are told that they have too many.
      if (answer && answer.status !== 503 && answer.status !== 429)
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
      const pages = await PageWaits.signedIn(bank);
      const waits = new Map<string, number>();

      const client = async (who: number): Promise<void> => {
        for (let n = 0; !over; n++) {
          const key = `T-${who}-${n}`;
          if (n % A_PAPER_IN === A_PAPER_IN - 1) {
            const sheet = { placeId: bank.place, count: 24 };
            papers.add((await ask<{ documentId: string }>(who, '/label-sheets', key, sheet)).documentId);
            continue;
          }
          const device = { category: 'laptop', make: 'Lenovo', model: 'ThinkPad', serial: key, condition: 'works' };
          devices.set(key, (await ask<{ code: string }>(who, `/donations/${bank.donation}/devices`, key, device)).code);
        }
      };
      let asked = 0;
      /** What was acknowledged since it was asked the last time. */
      const askOfTheNew = (): Promise<void> => {
        const these = new Map([...devices].slice(asked));
        asked = devices.size;
        return expectThese(bank.ownerUrl, these);
      };
      const accidents = async (): Promise<void> => {
        const names = Object.keys(bank.accidents).filter((name) => ONLY.test(name));
        while (Date.now() < until && !over) {
          await pause(300 + random() * 1500);
          const name = names[Math.floor(random() * names.length)]!;
          happened.push(name);
          const from = Date.now();
          await bank.accidents[name]!();
          const ended = Date.now();
          await eventually(`an answer after ${name}`, async () => answers.at(-1)! > ended);
          silence.set(name, [...(silence.get(name) ?? []), silenceSince(from)]);
          waits.set(name, Math.max(waits.get(name) ?? 0, pages.longestSince(from)));
          await askOfTheNew();
        }
        over = true;
      };
      /** Each at its time, whatever the one before left. */
      const kills = async (): Promise<void> => {
        const running: Promise<void>[] = [];
        const starts: [string, number][] = [];
        const others = Object.keys(bank.accidents).filter((name) => !/^kill|polite/.test(name));
        const deaths = Object.keys(bank.accidents).filter((name) => name.startsWith('kill'));
        while (bank.kills().all < KILLS && Date.now() < until && !over) {
          await pause((random() * 2 * (until - Date.now())) / (KILLS - bank.kills().all));
          const names = random() < 1 / ANOTHER_IN ? others : deaths;
          const name = names[Math.floor(random() * names.length)]!;
          happened.push(name);
          starts.push([name, Date.now()]);
          const one = bank.accidents[name]!().then(askOfTheNew);
          // Told when all are waited for; until then, no more of them.
          one.catch(() => {
            over = true;
          });
          running.push(one);
          if (Date.now() - answers.at(-1)! > SILENCE_MS) throw new Error('nothing is acknowledged any more');
          if (happened.length % ASK_EVERY === 0) {
            await expectSoFar(bank.ownerUrl, devices);
            console.info(
              `${bank.kills().all} kills, ${devices.size} devices, ${Math.round((until - Date.now()) / 1000)} s left`,
            );
          }
        }
        await Promise.all(running);
        const ended = Date.now();
        await eventually('an answer after all', async () => answers.at(-1)! > ended);
        for (const [name, from] of starts) silence.set(name, [...(silence.get(name) ?? []), silenceAt(from)]);
        over = true;
      };
      const looking = pages.look(() => over);
      const clients = Array.from({ length: CLIENTS }, (_, who) => client(who));
      const all = [...clients, looking, KILLS ? kills() : accidents()];
      await Promise.all(all).catch((error: Error) => {
        over = true;
        throw new Error(`seed ${SEED}, after ${happened.join(', ')}: ${error.message}\n${bank.said().slice(-6000)}`);
      });

      const db = await new DataSource({ type: 'postgres', url: bank.ownerUrl }).initialize();
      try {
        expect(devices.size).toBeGreaterThan(CLIENTS);
        await expectDevices(db, devices);
        await expectPapers(db, papers, PAPERS_MS);
      } finally {
        await db.destroy();
      }
      expect(bank.crashes()).toEqual([]);
      expect(pages.longestSince(0)).toBeLessThan(LONGEST_PAGE_MS);
      console.info(`the longest wait for a page: ${JSON.stringify(Object.fromEntries(waits))} ms`);
      console.info(JSON.stringify(bank.kills()));
      tell(happened, silence, devices.size, papers.size);
    },
    SECONDS * 1000 + PAPERS_MS + 120_000,
  );

  test('a full disk is said to whoever writes, to whoever watches and in the log; what was typed stays, and it goes on by itself', async () => {
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
        // Whether the worker could still say that it is there depends on how long the disk has been full.
        {
          status: 'not_ready',
          database: true,
          schema: true,
          disk: false,
          databaseSpace: false,
          queue: expect.any(Boolean),
        },
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
  });
});

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
