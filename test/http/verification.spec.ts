import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { newId, sha256 } from '#platform/kernel';
import * as sample from '../fixtures/papers.js';
import { Visitor } from '../support/browser/visitor.js';
import { run } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let fixtures: Fixtures;
let anybody: Visitor;
let db: DataSource;

beforeAll(async () => {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  ({ t, fixtures } = await testAppWith('fixtures', { work: true }));
  db = t.app.get(DataSource);
  anybody = Visitor.stranger(t);
});
afterAll(() => t?.close());

const documents = () => t.app.get(DocumentsService);

async function paper(): Promise<{ id: string; ref: string; number: string }> {
  const id = await db.transaction((tx) =>
    documents().request(tx, fixtures.people.ines, {
      type: 'handover_structure',
      facts: sample.handover,
      sealedFacts: sample.identity(),
      readers: [fixtures.organisations.structure.id],
      cause: { kind: 'handover', id: newId() },
    }),
  );
  const [row] = await db.query('SELECT number, secret FROM documents.document WHERE id = $1', [id]);
  return { id, number: row.number, ref: `${row.number}-${row.secret}` };
}

async function readyPaper() {
  const p = await paper();
  await eventually(
    'the paper is made',
    async () => (await documents().byId(fixtures.people.ines, p.id)).state === 'ready',
  );
  const parts: Buffer[] = [];
  for await (const part of (await documents().open(fixtures.people.ines, p.id)).stream) parts.push(part);
  return { ...p, bytes: Buffer.concat(parts) };
}

const compare = (ref: string, bytes: Buffer) =>
  anybody.send('POST', `/V/${ref}`, multipart('fichier', 'recu.pdf', bytes));
const groups = (hash: string) => hash.match(/.{4}/g)!.join(' ');

describe('the public page of a paper', () => {
  test('says its kind, number, dates and hash, and nobody’s data', async () => {
    const p = await readyPaper();
    for (const path of [`/V/${p.ref}`, `/v/${p.ref.toLowerCase()}`]) {
      const page = await anybody.get(path);
      expect(page.status).toBe(200);
      expect(page.headers['x-robots-tag']).toBe('noindex, nofollow');
      for (const said of ['Ce document vient bien de nous', p.number, 'Je reçois un appareil', groups(sha256(p.bytes))])
        expect(page.text).toContain(said);
      for (const secret of ['Camille', '06 99 00 00 00', 'P-8F3K-2', 'Bagneux', '7K3F', 'ThinkPad'])
        expect(page.text).not.toContain(secret);
    }
    const json = (await anybody.api('GET', `/api/v1/verifications/${p.ref}`)).json<Record<string, unknown>>();
    expect(json).toMatchObject({
      number: p.number,
      type: 'handover_structure',
      state: 'ready',
      sha256: sha256(p.bytes),
    });
  });

  test('shows the title and the name that are printed on the paper, and says what it does not check', async () => {
    const media = [
      {
        kind: 'SSD',
        serial: null,
        methodClass: null,
        method: 'Retiré',
        result: 'removed' as const,
        endedAt: sample.AT,
        operator: 1,
        logSha256: null,
      },
    ];
    const facts = { device: sample.device(0), workshop: { name: 'ESAT' }, media, issuedAt: sample.AT };
    const cause = { kind: 'work_order', id: newId() };
    const id = await db.transaction((tx) =>
      documents().request(tx, fixtures.people.leila, { type: 'erasure_certificate', facts, readers: [], cause }),
    );
    const [row] = await db.query(
      `SELECT number, secret, facts->'bank'->>'name' AS bank FROM documents.document WHERE id = $1`,
      [id],
    );
    await db.query(`UPDATE people.bank SET name = 'Un autre nom depuis'`);
    const page = (await anybody.get(`/V/${row.number}-${row.secret}`)).text;
    await db.query('UPDATE people.bank SET name = $1', [row.bank]);
    expect(page).toContain('Constat de retrait');
    expect(page).not.toContain('Certificat d’effacement');
    expect(page).toContain(`<dd>${row.bank}</dd>`);
    expect((await anybody.get(`/V/${(await readyPaper()).ref}`)).text).toMatch(
      /ne vérifie ni les\s+noms, ni les montants, ni les quantités/,
    );
  });

  test('of a sheet of labels, which bears nothing else, shows no title, letterhead or hash to compare', async () => {
    const cause = { kind: 'labels', id: newId() };
    const id = await db.transaction((tx) =>
      documents().request(tx, fixtures.people.leila, {
        type: 'label_sheet',
        facts: sample.labelSheet,
        readers: [],
        cause,
      }),
    );
    const [row] = await db.query('SELECT number, secret FROM documents.document WHERE id = $1', [id]);
    const ref = `${row.number}-${row.secret}`;
    const page = (await anybody.get(`/V/${ref}`)).text;
    for (const printed of ['Titre imprimé', 'en-tête<', 'Empreinte imprimée']) expect(page).not.toContain(printed);
    expect(page).toContain('ne porte ni titre, ni en-tête, ni numéro');
    const json = (await anybody.api('GET', `/api/v1/verifications/${ref}`)).json<Record<string, unknown>>();
    expect(json).toMatchObject({ heading: null, letterhead: null });
  });

  test('compares a file byte for byte, and keeps nothing of it', async () => {
    const p = await readyPaper();
    expect((await compare(p.ref, p.bytes)).text).toContain('exactement le nôtre');
    const changed = Buffer.from(p.bytes);
    changed[changed.length >> 1]! ^= 1;
    const other = (await compare(p.ref, changed)).text;
    expect(other).toContain('n’est pas celui que nous avons établi');
    expect(other).not.toContain('vient bien de nous');
    expect((await compare(p.ref, Buffer.alloc(0))).text).toContain('n’est pas celui que nous avons établi');
    expect((await anybody.post(`/V/${p.ref}`)).status).toBe(422);
    expect((await compare(p.ref, Buffer.alloc(21 * 1024 * 1024))).status).toBe(413);
  });

  test('says when a paper is not ready, withdrawn, replaced or erased', async () => {
    const waiting = await paper();
    await db.query('SELECT 1');
    const early = (await anybody.get(`/V/${waiting.ref}`)).text;
    expect(early).toMatch(/en préparation|vient bien de nous/);
    const [old, next] = [await readyPaper(), await readyPaper()];
    await db.transaction((tx) => documents().replace(tx, fixtures.people.ines, old.id, next.id));
    const withdrawn = (await anybody.get(`/V/${old.ref}`)).text;
    expect(withdrawn).toContain('Ce document ne compte plus');
    expect(withdrawn).toContain(`Le document ${next.number} le remplace`);
    await db.transaction((tx) => documents().erase(tx, fixtures.people.ines, next.id));
    const erased = (await anybody.get(`/V/${next.ref}`)).text;
    expect(erased).toContain('effacé chez nous à sa date');
    expect((await compare(next.ref, next.bytes)).text).toContain('exactement le nôtre');
  });

  test('answers alike for an unknown number, a wrong code and nonsense', async () => {
    const p = await paper();
    const wrong = `${p.ref.slice(0, -1)}${p.ref.endsWith('0') ? '1' : '0'}`;
    const pages = await Promise.all(
      [wrong, `CE-1999-0001-${p.ref.slice(-24)}`, 'x', '%00', 'é'.repeat(40), `${p.number}-`].map((ref) =>
        anybody.get(`/V/${encodeURIComponent(ref)}`),
      ),
    );
    expect(pages.map((page) => page.status)).toEqual([404, 404, 404, 404, 404, 404]);
    const said = pages.map((page) => page.text.replace(/value="[^"]*"|name="_key"[^>]*/g, ''));
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain('Nous ne connaissons pas ce document');
    expect((await anybody.api('GET', `/api/v1/verifications/${wrong}`)).status).toBe(404);
  });

  test('is found by the number and the code typed by hand', async () => {
    const p = await paper();
    const code = p.ref.slice(-24).toLowerCase().match(/.{4}/g)!.join(' ');
    const there = await anybody.get(`/V?numero=${p.number.toLowerCase()}&code=${encodeURIComponent(code)}`);
    expect([there.status, there.location]).toEqual([303, `/V/${p.ref}`]);
    expect((await anybody.get('/V?numero=x&code=y')).status).toBe(404);
  });

  test('stops who tries codes, and never who reads genuine papers', async () => {
    const p = await readyPaper();
    const statuses = new Set<number>();
    for (let i = 0; i < 70; i++)
      statuses.add((await anybody.get(`/V/CE-2026-0001-${String(i).padStart(24, '0')}`)).status);
    expect([...statuses]).toEqual([404, 429]);
    expect((await anybody.get(`/V/${p.ref}`)).status).toBe(200);
    // Nor who compares one with its file: that is counted by the paper, which who tries codes does not have.
    expect((await compare(p.ref, p.bytes)).text).toContain('exactement le nôtre');
    const { rows } = { rows: await db.query('SELECT subject_hash FROM platform.attempt') };
    expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
  });
});

needs(['zbarimg', 'pdftoppm'], 'the QR of a stored paper', () => {
  test('leads a camera to the page of that paper', async () => {
    const p = await readyPaper();
    const folder = await mkdtemp(join(tmpdir(), 'bn-qr-'));
    writeFileSync(join(folder, 'paper.pdf'), p.bytes);
    run('pdftoppm', '-r', '200', '-gray', '-png', '-singlefile', join(folder, 'paper.pdf'), join(folder, 'page'));
    const read = run('zbarimg', '-q', '--raw', '-Sdisable', '-Sqrcode.enable', join(folder, 'page.png')).trim();
    await rm(folder, { recursive: true });
    const { pathname } = new URL(read);
    const page = await anybody.get(pathname);
    expect([page.status, page.text.includes(p.number)]).toEqual([200, true]);
  });
});
