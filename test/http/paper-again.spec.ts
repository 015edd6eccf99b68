import { DocumentsService } from '#bank/documents';
import { MAILED_BYTES } from '#bank/figures';
import { DonorContactsService, SEALED_CONTACT } from '#bank/intake';
import { newId, sha256 } from '#platform/kernel';
import { IdentityStore } from '../../libs/bank/allocation/beneficiaries/identity.store.js';
import { BlobStore } from '../../libs/bank/documents/store/blob-store.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { opened } from '../support/things/opened.js';
import { World } from '../support/things/world.js';

let w: World;
let office: MailServer;

beforeAll(async () => {
  office = await MailServer.open();
  w = await World.open();
  await w.papersAreMade();
  const contacts = w.t.app.get(DonorContactsService, { strict: false });
  for (const { row, words } of await opened(w.db, SEALED_CONTACT))
    await w.db.transaction((tx) =>
      contacts.keepMain(tx, w.fixtures.people.leila, row[0]!, row[1]!, { ...words, email: 'parc@essai.example' }),
    );
});
afterAll(async () => {
  await w?.t.close();
  await office?.close();
});
beforeEach(() => {
  office.letters.length = 0;
});

const deliver = () => workOff(w.t.app, 'mail');
/** A signed sheet of a person of the demo's structure, whose contact is what is given. */
async function sheetOfSomebody(contact: string): Promise<string> {
  const [id, person] = await w.pair(
    `SELECT d.id, h.beneficiary_id FROM documents.document d JOIN allocation.handover h ON d.cause_kind = 'handover' AND d.cause_id = h.id
     WHERE d.type = 'handover_structure' AND d.state = 'ready' AND h.structure_id = $1`,
    w.structure,
  );
  const identities = w.t.app.get(IdentityStore, { strict: false });
  const { ines } = w.fixtures.people;
  expect(ines.organisationId).toBe(w.structure);
  await w.db.transaction((tx) => identities.keep(tx, ines, person!, { name: 'Personne Exemple', contact }));
  return id!;
}

test('a donor is sent a paper again, at the address that the desk knows, with the paper itself', async () => {
  const id = await w.paperOfAGift();
  const { page } = w.kinds.collector.own;
  const before = await page.get(`/documents/${id}/envoi`);
  expect(before.text).toContain('parc@essai.example');
  expect(before.text).toContain('joint à ce message');
  // No address is taken from whoever asks.
  expect(
    (await page.post(`/documents/${id}/envoi`, { email: 'autre@essai.example', to: 'autre@essai.example' })).status,
  ).toBe(303);
  await deliver();
  expect(office.letters.map(({ to }) => to)).toEqual([['parc@essai.example']]);
  expect(office.letters[0]!.text).toContain('Content-Type: application/pdf');
  const [, base64 = ''] = office.letters[0]!.text.split(/filename=[^\r\n]+\.pdf"?\r?\n(?:[\w-]+: [^\r\n]+\r?\n)*\r?\n/);
  const sent = Buffer.from(base64.split('--')[0]!, 'base64');
  const { stream } = await w.t.app.get(DocumentsService).open({ kind: 'system', channel: 'system' } as never, id);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  expect(sent.equals(Buffer.concat(parts))).toBe(true);
  expect((await page.get(`/documents/${id}/envoi`)).text).toContain('parti');
  const [verb, facts] = await w.pair(
    `SELECT verb, facts::text FROM people.audit_entry WHERE subject_kind = 'document' AND subject_id = $1`,
    id,
  );
  expect([verb, facts]).toEqual(['send_again', expect.stringMatching(/^\{"number": "[A-Z]{2}-\d{4}-\d{4}"\}$/)]);
  const rows = await w.db.query('SELECT recipient, body, enclosed FROM notifications.mail WHERE cause_id = $1', [id]);
  expect(rows).toEqual([{ recipient: null, body: null, enclosed: id }]);
});

test('a person’s signed sheet goes to them by their own structure; to nobody else it exists', async () => {
  const id = await sheetOfSomebody('personne@essai.example, le soir');
  const { structure_agent, coordinator, collector } = w.kinds;
  for (const who of [coordinator.own, collector.own, structure_agent.foreign!]) {
    expect((await who.page.get(`/documents/${id}/envoi`)).status).toBe(404);
    expect((await who.api.api('POST', `/api/v1/documents/${id}/mails`, {})).status).toBe(404);
  }
  expect((await structure_agent.own.page.get(`/documents/${id}/envoi`)).text).toContain('personne@essai.example');
  const answer = await structure_agent.own.api.api('POST', `/api/v1/documents/${id}/mails`, {});
  expect(answer.json()).toMatchObject({ who: 'person', addresses: 1, sent: [{ state: 'waiting' }] });
  expect(answer.text).not.toContain('@');
  await deliver();
  expect(office.letters.map(({ to }) => to)).toEqual([['personne@essai.example']]);
});

test('the bank’s paper of a hand-over goes to the structure that holds the person, never to the person', async () => {
  const [id = ''] = await w.pair(
    `SELECT d.id FROM documents.document d JOIN allocation.handover h ON d.cause_id = h.id WHERE d.type = 'handover_bank' AND d.state = 'ready' AND h.structure_id = $1`,
    w.structure,
  );
  const page = await w.kinds.coordinator.own.page.get(`/documents/${id}/envoi`);
  expect(page.text).toMatch(/Les responsables\s: /);
  expect(page.text).not.toContain('@');
  await w.kinds.coordinator.own.page.post(`/documents/${id}/envoi`);
  await deliver();
  expect(office.to('ines@demo.example')).toHaveLength(1);
  expect(office.letters.flatMap(({ to }) => to)).not.toContain('personne@essai.example');
});

test('without an address it is refused with a sentence, and nothing leaves', async () => {
  const id = await sheetOfSomebody('06 39 98 00 12');
  const { page, api } = w.kinds.structure_agent.own;
  expect((await page.get(`/documents/${id}/envoi`)).text).toContain('L’ajouter sur la fiche');
  const refused = await page.post(`/documents/${id}/envoi`);
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('Aucune adresse mail n’est connue')]);
  expect((await api.api('POST', `/api/v1/documents/${id}/mails`, {})).json()).toMatchObject({
    code: 'reporting.nobody_to_write',
  });
  await deliver();
  expect(office.letters).toEqual([]);
});

test('a paper that was erased before its mail left is not sent, and the log says why', async () => {
  const id = await sheetOfSomebody('personne@essai.example');
  await w.kinds.structure_agent.own.page.post(`/documents/${id}/envoi`);
  await w.db.transaction((tx) =>
    w.t.app.get(DocumentsService).erase(tx, { kind: 'system', channel: 'system' } as never, id),
  );
  await deliver();
  expect(office.letters).toEqual([]);
  expect(await w.value('SELECT error FROM notifications.mail WHERE cause_id = $1 ORDER BY id DESC', id)).toBe(
    'notifications.enclosure_gone',
  );
});

test('of many who send at once none waits for the others’ connections', async () => {
  const id = await w.paperOfAGift();
  const { api } = w.kinds.collector.own;
  const all = await Promise.all(Array.from({ length: 30 }, () => api.api('POST', `/api/v1/documents/${id}/mails`, {})));
  expect(all.filter(({ status }) => status !== 200)).toEqual([]);
});

/** A paper like another, of these bytes; `size` is what is known of it. */
async function paperOf(bytes: Buffer, size = bytes.length): Promise<string> {
  const [like, id] = [await w.paperOfAGift(), newId()];
  await w.db.transaction(async (tx) => {
    const blob = await w.t.app.get(BlobStore, { strict: false }).put(tx, bytes, 'application/pdf');
    const own = { id, number: `XX-2026-${size % 10_000}`, secret: sha256(id).slice(0, 24).toUpperCase() };
    await tx.query(
      `INSERT INTO documents.document SELECT (jsonb_populate_record(d, $2)).* FROM documents.document d WHERE d.id = $1`,
      [like, { ...own, blob_id: blob.id, pdf_sha256: blob.sha256, pdf_size: size }],
    );
    await tx.query(
      `INSERT INTO documents.document_reader SELECT (jsonb_populate_record(r, jsonb_build_object('document_id', $2::uuid))).*
       FROM documents.document_reader r WHERE r.document_id = $1`,
      [like, id],
    );
  });
  return id;
}

test('a paper that a mailbox takes goes whole; one byte more is refused with a sentence, and nothing leaves', async () => {
  const { page, api } = w.kinds.collector.own;
  const bytes = Buffer.alloc(MAILED_BYTES, '%PDF-1.7 ');
  const most = await paperOf(bytes);
  expect((await page.get(`/documents/${most}/envoi`)).text).toContain('joint à ce message');
  expect((await page.post(`/documents/${most}/envoi`)).status).toBe(303);
  await deliver();
  const { text } = office.letters.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const [, base64 = ''] = text.split(/filename=[^\r\n]+\.pdf"?\r?\n(?:[\w-]+: [^\r\n]+\r?\n)*\r?\n/);
  expect(sha256(Buffer.from(base64.split('--')[0]!, 'base64'))).toBe(sha256(bytes));
  // What a mailbox of twenty megabytes takes, headers and words included.
  expect(text.length).toBeLessThan(20 * 1024 * 1024);
  office.letters.length = 0;
  const id = await paperOf(Buffer.from('%PDF'), MAILED_BYTES + 1);
  expect((await page.get(`/documents/${id}/envoi`)).text).toContain('trop lourd pour un mail');
  const refused = await page.post(`/documents/${id}/envoi`);
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('trop lourd pour un mail')]);
  expect((await api.api('POST', `/api/v1/documents/${id}/mails`, {})).json()).toMatchObject({
    code: 'reporting.paper_too_heavy',
  });
  await deliver();
  expect(office.letters).toEqual([]);
  expect(await w.db.query('SELECT 1 FROM notifications.mail WHERE cause_id = $1', [id])).toEqual([]);
});

test('a sheet of labels is for nobody', async () => {
  const id = await w.value(`SELECT id FROM documents.document WHERE type = 'label_sheet' AND cause_kind = 'donation'`);
  const { page } = w.kinds.coordinator.own;
  expect((await page.get(`/documents/${id}`)).text).not.toContain('/envoi');
  expect((await page.post(`/documents/${id}/envoi`)).text).toContain('ne se renvoie pas');
});

test('without a mail server it is copied and noted', async () => {
  const { SMTP_URL } = process.env;
  delete process.env.SMTP_URL;
  try {
    const id = await w.paperOfAGift();
    const { page } = w.kinds.collector.own;
    expect((await page.get(`/documents/${id}/envoi`)).text).toContain('Ouvrir dans ma messagerie');
    expect((await page.post(`/documents/${id}/envoi`)).status).toBe(303);
    expect(await w.value(`SELECT state FROM notifications.mail WHERE cause_id = $1 ORDER BY id DESC`, id)).toBe(
      'copied',
    );
  } finally {
    process.env.SMTP_URL = SMTP_URL;
  }
});

test('a paper that was withdrawn before its mail left is not sent: it counts no more', async () => {
  const id = await w.paperOfAGift();
  await w.kinds.collector.own.page.post(`/documents/${id}/envoi`);
  await w.db.transaction((tx) =>
    w.t.app.get(DocumentsService).replace(tx, { kind: 'system', channel: 'system' } as never, id, null),
  );
  await deliver();
  expect(office.letters).toEqual([]);
  expect(await w.value('SELECT error FROM notifications.mail WHERE cause_id = $1 ORDER BY id DESC', id)).toBe(
    'notifications.enclosure_gone',
  );
});
