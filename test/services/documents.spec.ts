import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { type DocumentRequest, DocumentsService } from '#bank/documents';
import { type Actor, newId, sha256 } from '#platform/kernel';
import { OutboxRunnerModule } from '#platform/queue';
import * as sample from '../fixtures/papers.js';
import { needs, programOf } from '../support/runner/tools.js';
import { eventually } from '../support/servers/eventually.js';
import { broken, type Services, services } from '../support/servers/services.js';

const SYSTEM: Actor = { kind: 'system', channel: 'system' };
let s: Services;
let documents: DocumentsService;
let people: Services['fixtures']['people'];
let organisations: Services['fixtures']['organisations'];
let owner: pg.Client;

beforeAll(async () => {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  s = await services(OutboxRunnerModule);
  documents = s.app.get(DocumentsService);
  ({ people, organisations } = s.fixtures);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

/** The bank's sheet of a hand-over: a small paper, for the bank alone unless said otherwise. */
const request = (over: Partial<DocumentRequest<'handover_bank'>> = {}): Promise<string> =>
  s.work((tx) =>
    documents.request(tx, people.leila, {
      type: 'handover_bank',
      facts: sample.handover,
      readers: [organisations.bank.id],
      cause: { kind: 'handover', id: newId() },
      ...over,
    }),
  );

const requestSigned = (retentionUntil: Date | null = null): Promise<string> =>
  s.work((tx) =>
    documents.request(tx, people.ines, {
      type: 'handover_structure',
      facts: sample.handover,
      sealedFacts: sample.identity(),
      readers: [organisations.structure.id],
      cause: { kind: 'handover', id: newId() },
      retentionUntil,
    }),
  );

const ready = (id: string) =>
  eventually(`document ${id} is ready`, async () => {
    const d = await documents.byId(SYSTEM, id);
    return d.state === 'ready' && d;
  });

async function bytes(actor: Actor, id: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await documents.open(actor, id)).stream) parts.push(part);
  return Buffer.concat(parts);
}

const one = async (sql: string, ...params: unknown[]) => (await owner.query(sql, params)).rows[0];

describe('asking for a paper', () => {
  it('makes it when the transaction commits, with a number, a hash and a file name', async () => {
    const d = await ready(await request());
    expect(d).toMatchObject({ type: 'handover_bank', title: 'Attestation de remise, BN-7K3F-92Q', error: null });
    expect(d.number).toMatch(/^AR-\d{4}-\d{4}$/);
    const pdf = await bytes(people.leila, d.id);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sha256(pdf)).toBe(d.sha256);
    const opened = await documents.open(people.leila, d.id);
    expect(opened).toMatchObject({
      filename: `attestation-remise-${d.number}.pdf`,
      mime: 'application/pdf',
      size: pdf.length,
    });
  });

  it('leaves nothing when the transaction fails', async () => {
    const cause = { kind: 'handover', id: newId() };
    const failing = s.work(async (tx) => {
      await documents.request(tx, people.leila, {
        type: 'handover_bank',
        facts: sample.handover,
        readers: [organisations.bank.id],
        cause,
      });
      throw new Error('the business failed');
    });
    await expect(failing).rejects.toThrow('the business failed');
    expect(await documents.forCause(SYSTEM, cause.kind, cause.id)).toEqual([]);
  });

  it('takes no sealed facts for a paper that stays for ever', async () => {
    await expect(request({ sealedFacts: sample.identity() as never })).rejects.toThrow(/sealed/);
  });

  it('copies the bank’s identity, so that an old paper keeps the old address', async () => {
    const id = await request();
    const { facts } = await one('SELECT facts FROM documents.document WHERE id = $1', id);
    expect(facts.bank.siren).toBe('000000018');
  });
});

describe('who opens a paper', () => {
  it('is who it was addressed to; for all others it does not exist', async () => {
    const cause = { kind: 'handover', id: newId() };
    const d = await ready(await request({ readers: [organisations.bank.id, organisations.structure.id], cause }));
    for (const reader of [people.leila, people.ines]) expect((await documents.byId(reader, d.id)).id).toBe(d.id);
    const admin: Actor = { kind: 'instance_admin', userId: newId(), channel: 'page' };
    const strangers: Actor[] = [people.omar, people.karim, people.paul, admin, { kind: 'stranger', channel: 'page' }];
    for (const actor of strangers) {
      expect(await broken(documents.byId(actor, d.id))).toBe('not_found');
      expect(await broken(documents.open(actor, d.id))).toBe('not_found');
      expect(await broken(s.work((tx) => documents.retry(tx, actor, d.id)))).toBe('not_found');
      expect(await documents.forCause(actor, cause.kind, cause.id)).toEqual([]);
      expect((await documents.list(actor)).items.map((i) => i.id)).not.toContain(d.id);
    }
    expect(await broken(documents.byId(people.leila, 'no-id'))).toBe('not_found');
  });

  it('is not the bank for the sheet that a person signed', async () => {
    const d = await ready(await requestSigned());
    expect(await broken(documents.open(people.leila, d.id))).toBe('not_found');
    expect((await bytes(people.ines, d.id)).length).toBeGreaterThan(1000);
  });

  it('reads a list page by page, newest first', async () => {
    const ids = [await request(), await request(), await request()].reverse();
    const first = await documents.list(people.leila, { type: 'handover_bank', limit: 2 });
    const second = await documents.list(people.leila, { type: 'handover_bank', limit: 2, cursor: first.next! });
    expect([...first.items, ...second.items].slice(0, 3).map((d) => d.id)).toEqual(ids);
  });
});

describe('what a person wrote and who they are', () => {
  it('is nowhere readable in the database', async () => {
    const d = await ready(await requestSigned());
    const row = await one('SELECT to_jsonb(d)::text AS all FROM documents.document d WHERE id = $1', d.id);
    expect(row.all).not.toContain('Camille');
    const { rows } = await owner.query(
      'SELECT c.bytes FROM documents.blob_chunk c JOIN documents.document d ON d.blob_id = c.blob_id WHERE d.id = $1',
      [d.id],
    );
    for (const { bytes } of rows) expect(bytes.includes(Buffer.from('%PDF'))).toBe(false);
    expect((await bytes(people.ines, d.id)).subarray(0, 4).toString()).toBe('%PDF');
  });

  it('goes at its date, and its hash and number stay', async () => {
    const past = await ready(await requestSigned(new Date(Date.now() - 1000)));
    const future = await ready(await requestSigned(new Date(Date.now() + 3_600_000)));
    const { blob_id } = await one('SELECT blob_id FROM documents.document WHERE id = $1', past.id);
    expect(await s.work((tx) => documents.eraseDue(tx))).toBe(1);
    expect(await documents.byId(people.ines, past.id)).toMatchObject({
      state: 'erased',
      number: past.number,
      sha256: past.sha256,
    });
    expect(await one('SELECT sealed_facts, key_id, blob_id FROM documents.document WHERE id = $1', past.id)).toEqual({
      sealed_facts: null,
      key_id: null,
      blob_id: null,
    });
    const left = await one(
      'SELECT (SELECT count(*) FROM documents.blob WHERE id = $1)::int + (SELECT count(*) FROM documents.blob_chunk WHERE blob_id = $1)::int AS n',
      blob_id,
    );
    expect(left.n).toBe(0);
    expect(await broken(documents.open(people.ines, past.id))).toBe('documents.erased');
    expect((await documents.byId(people.ines, future.id)).state).toBe('ready');
    expect(await s.work((tx) => documents.eraseDue(tx))).toBe(0);
  });

  it('can go before its date, once or twice, and a paper that is proof cannot', async () => {
    const d = await ready(await requestSigned());
    await s.work((tx) => documents.erase(tx, people.ines, d.id));
    await s.work((tx) => documents.erase(tx, people.ines, d.id));
    expect((await documents.byId(people.ines, d.id)).state).toBe('erased');
    const proof = await ready(await request());
    expect(await broken(s.work((tx) => documents.erase(tx, people.leila, proof.id)))).toBe('documents.permanent');
  });
});

describe('a finished paper', () => {
  it.each([
    ['changed', `UPDATE documents.document SET title = 'x' WHERE id = $1`],
    ['given other facts', `UPDATE documents.document SET facts = '{}' WHERE id = $1`],
    ['made again', `UPDATE documents.document SET state = 'requested' WHERE id = $1`],
    ['given another file', `UPDATE documents.document SET pdf_sha256 = repeat('0', 64) WHERE id = $1`],
    ['kept longer', `UPDATE documents.document SET retention_until = now() WHERE id = $1`],
    ['given another secret', 'UPDATE documents.document SET secret = documents.new_secret() WHERE id = $1'],
    ['deleted', 'DELETE FROM documents.document WHERE id = $1'],
    [
      'shown to others',
      'UPDATE documents.document_reader SET organisation_id = organisation_id WHERE document_id = $1',
    ],
    [
      'emptied of its chunks',
      'DELETE FROM documents.blob_chunk WHERE blob_id = (SELECT blob_id FROM documents.document WHERE id = $1)',
    ],
    [
      'rewritten in its chunks',
      'UPDATE documents.blob_chunk SET n = n WHERE blob_id = (SELECT blob_id FROM documents.document WHERE id = $1)',
    ],
  ])('cannot be %s, not even by the owner of the tables', async (_what, sql) => {
    const d = await ready(await request());
    await expect(owner.query(sql, [d.id])).rejects.toMatchObject({ code: 'BN001' });
    await expect(s.db.query(sql, [d.id])).rejects.toBeDefined();
  });
});

needs('pdftotext', 'a stored paper, read', () => {
  it('says what was asked for', async () => {
    const d = await ready(await requestSigned());
    const text = execFileSync(programOf('pdftotext')!, ['-', '-'], {
      input: await bytes(people.ines, d.id),
      encoding: 'utf8',
    });
    expect(text).toContain('Camille Exemple');
    expect(text).toContain(d.number);
  });
});
