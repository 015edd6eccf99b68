import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DocumentsService, type FactsOf } from '#bank/documents';
import { newId } from '#platform/kernel';
import { OutboxRunnerModule } from '#platform/queue';
import * as sample from '../fixtures/papers.js';
import { eventually } from '../support/servers/eventually.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let documents: DocumentsService;
let people: Services['fixtures']['people'];
let owner: pg.Client;

beforeAll(async () => {
  s = await services(OutboxRunnerModule);
  documents = s.app.get(DocumentsService);
  ({ people } = s.fixtures);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

const request = (facts: FactsOf<'handover_bank'>): Promise<string> =>
  s.work((tx) =>
    documents.request(tx, people.leila, {
      type: 'handover_bank',
      facts,
      readers: [s.fixtures.organisations.bank.id],
      cause: { kind: 'handover', id: newId() },
    }),
  );
const tries = async (id: string) =>
  (await owner.query('SELECT attempt, tries FROM documents.document WHERE id = $1', [id])).rows[0];

describe('a paper over which workers died', () => {
  /** Asked for, and left by so many workers. */
  const leftBy = (deaths: number, due: string) =>
    s.work(async (tx) => {
      const id = await documents.request(tx, people.leila, {
        type: 'handover_bank',
        facts: sample.handover,
        readers: [s.fixtures.organisations.bank.id],
        cause: { kind: 'handover', id: newId() },
      });
      await tx.query(
        `UPDATE documents.document SET state = 'rendering', starts = $2, due_at = now() + $3::interval WHERE id = $1`,
        [id, deaths, due],
      );
      return id;
    });
  const ready = (id: string) =>
    eventually('it is drawn', async () => (await documents.byId(people.leila, id)).state === 'ready');
  /** How it was begun the last time, and how long after that it would have been due again, in minutes. */
  const begun = async (id: string) =>
    (
      await owner.query(
        `SELECT starts, round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM documents.document WHERE id = $1`,
        [id],
      )
    ).rows[0];

  it('is drawn all the same, by and by later, and whoever runs the worker is told', async () => {
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const waiting = await leftBy(7, '4 min');
    const once = await leftBy(1, '0');
    const often = await leftBy(6, '0');
    await ready(once);
    await ready(often);
    expect([await begun(once), await begun(often)]).toEqual([
      { starts: 2, minutes: 0 },
      { starts: 7, minutes: 4 },
    ]);
    expect(await begun(waiting)).toEqual({ starts: 7, minutes: 4 });
    expect(told.mock.calls).toEqual([
      [`documents ${often}: 6 workers ended while they drew it; begun again, each time later`],
    ]);
    told.mockRestore();
    expect((await documents.byId(people.leila, waiting)).begunAgainAt?.getTime()).toBeGreaterThan(Date.now());
    expect((await documents.byId(people.leila, often)).begunAgainAt).toBeNull();
  });

  it('is begun a twelfth time, not a thirteenth: it fails without blame, and a person may try anew', async () => {
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const last = await leftBy(11, '0');
    const over = await leftBy(12, '0');
    await ready(last);
    const failed = await eventually('it failed', async () => {
      const d = await documents.byId(people.leila, over);
      return d.state === 'failed' && d;
    });
    expect([await begun(last), (await begun(over)).starts]).toEqual([{ starts: 12, minutes: 0 }, 12]);
    expect(failed).toMatchObject({ error: 'documents.drawing_interrupted', begunAgainAt: null });
    expect(told.mock.calls).toContainEqual([`documents ${over}: 12 workers ended while they drew it; not begun again`]);
    told.mockRestore();
    await s.work((tx) => documents.retry(tx, people.leila, over));
    await ready(over);
    expect((await begun(over)).starts).toBe(1);
  });
});

describe('a paper that cannot be drawn', () => {
  it('is tried again with pauses, then fails with a reason, and a person may try anew', async () => {
    const id = await request({ ...sample.handover, handedOverAt: 'never' });
    const failed = await eventually('it failed', async () => {
      await owner.query(
        `UPDATE documents.document SET due_at = now() WHERE id = $1 AND state = 'requested' AND due_at > now()`,
        [id],
      );
      const d = await documents.byId(people.leila, id);
      return d.state === 'failed' && d;
    });
    expect(failed.error).toBe('documents.rendering_failed');
    expect(await tries(id)).toEqual({ attempt: 5, tries: 5 });
    expect(await broken(documents.open(people.leila, id))).toBe('documents.failed');
    await s.work((tx) => documents.retry(tx, people.leila, id));
    await eventually('a new attempt was made', async () => (await tries(id)).tries === 1);
    expect(await broken(s.work((tx) => documents.retry(tx, people.leila, id)))).toBe('documents.not_failed');
  });

  it('is not asked for at all when even its title cannot be told', async () => {
    await expect(request({ ...sample.handover, device: null } as never)).rejects.toThrow();
  });
});
