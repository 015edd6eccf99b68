import type { DataSource } from 'typeorm';
import { MailsModule, OperatingMails, PROOF_FAILURES, proofFailure, writeMail } from '#bank/mails';
import {
  auditHead,
  bankProofs,
  operators,
  proveAuditSealed,
  proveAuditVerified,
  proveAuditVerifiedNow,
  sealAudit,
} from '#bank/people';
import { PROOF_KINDS, recordProof } from '#platform/database';
import { sealOneByOne } from '../support/counting/audit-chain.js';
import { freshDatabase, openDataSource } from '../support/servers/database.js';
import { type Services, services } from '../support/servers/services.js';

const HOUR_MS = 3_600_000;
const before = { url: process.env.SMTP_URL, from: process.env.MAIL_FROM };
let s: Services;
let owner: DataSource;
let mails: OperatingMails;

beforeEach(async () => {
  // Nobody answers there: what is asked for is looked at, not sent.
  process.env.SMTP_URL = 'smtp://127.0.0.1:9';
  process.env.MAIL_FROM = 'bonjour@banque.example.fr';
  s = await services(MailsModule);
  owner = await openDataSource(s.database.ownerUrl, {}, 2);
  mails = s.app.get(OperatingMails);
  while ((await sealAudit(s.db)).more);
});
afterEach(async () => {
  Object.assign(process.env, { SMTP_URL: before.url ?? '', MAIL_FROM: before.from ?? '' });
  await owner.destroy();
  await s.close();
});

const later = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
const asked = (): Promise<{ kind: string; recipient: string; subject: string; body: string }[]> =>
  owner.query('SELECT m.kind, m.recipient, m.subject, m.body FROM notifications.mail m ORDER BY m.id');
const lateOnes = async (embedded: boolean, now: Date) =>
  (await bankProofs(s.db, embedded, now)).filter(({ late }) => late).map(({ kind }) => kind);
const allWell = async () => {
  for (const kind of PROOF_KINDS) await recordProof(s.db, kind);
};
const longAgo = (column: 'warned_at' | 'well_at', days: number) =>
  owner.query(`UPDATE platform.proof SET ${column} = ${column} - make_interval(days => $1)`, [days]);

describe('how the proofs of a bank stand', () => {
  test('of one that was just opened none is late, of one that nobody opened none ever', async () => {
    expect(await lateOnes(true, new Date())).toEqual([]);
    expect(await lateOnes(true, later(40))).toEqual(['backed_up']);
    expect(await lateOnes(true, later(50))).toEqual(['audit_verified', 'backed_up', 'backup_restored']);
    const nobodys = await freshDatabase();
    const db = await openDataSource(nobodys.url, {}, 2);
    const proofs = await bankProofs(db, true, later(5000)).finally(() => db.destroy());
    await nobodys.drop();
    expect(proofs.map(({ late }) => late)).toEqual(PROOF_KINDS.map(() => false));
  });

  test('what others do for the bank is not known until somebody says so, and then has its limit', async () => {
    const known = async () => (await bankProofs(s.db, false)).filter((p) => p.known).map(({ kind }) => kind);
    expect(await known()).toEqual(['audit_sealed', 'audit_verified', 'words_ended']);
    expect(await lateOnes(false, later(50))).toEqual(['audit_verified']);
    await recordProof(s.db, 'backed_up');
    await recordProof(s.db, 'backup_restored');
    expect(await known()).toEqual([...PROOF_KINDS]);
    expect(await lateOnes(false, later(50))).toEqual(['audit_verified', 'backed_up']);
    expect(await lateOnes(false, later(93 * 24))).toContain('backup_restored');
  });

  test('what waits for its seal counts from its own moment; a seal that fails is noted, and tells itself', async () => {
    const seal = async () => (await bankProofs(s.db, true))[0]!;
    expect(await seal()).toMatchObject({ kind: 'audit_sealed', unprovenSince: null, late: false });
    await owner.query(
      `INSERT INTO people.audit_entry (at, verb, subject_kind, channel) VALUES (now() - interval '2 hours', 'change_logo', 'bank', 'system')`,
    );
    expect(await seal()).toMatchObject({ late: true });
    // As it was when seals were ordered as text: the next number is taken already.
    await owner.query('ALTER TABLE people.audit_seal ADD CONSTRAINT no_more CHECK (false) NOT VALID');
    await expect(proveAuditSealed(s.db)).rejects.toThrow('no_more');
    expect(await seal()).toMatchObject({ failure: 'audit.not_sealed', late: true });
    await owner.query('ALTER TABLE people.audit_seal DROP CONSTRAINT no_more');
    await proveAuditSealed(s.db);
    expect(await seal()).toMatchObject({ failure: null, unprovenSince: null, late: false });
  });

  test('the chain is read once a day; what was changed is a failure until it holds again', async () => {
    expect(await proveAuditVerified(s.db)).toMatchObject({ changed: [], gone: [], broken: [] });
    expect(await proveAuditVerified(s.db)).toBeNull();
    await owner.query('ALTER TABLE people.audit_entry DISABLE TRIGGER USER');
    await owner.query(`UPDATE people.audit_entry SET facts = facts || '{"changed":true}'`);
    await owner.query(`UPDATE platform.proof SET tried_at = tried_at - interval '2 days'`);
    await owner.query(`UPDATE people.bank SET time_zone = $1`, [zoneAfterNight()]);
    expect((await proveAuditVerified(s.db))?.changed.length).toBeGreaterThan(0);
    expect(await lateOnes(true, later(1))).toEqual(['audit_verified']);
  });
});

/** A zone in which it is noon, more or less: the night's work of today is due. */
const zoneAfterNight = () => {
  const hours = new Date().getUTCHours() - 12;
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '+' : ''}${hours}`;
};

describe('mails to whoever runs the installation', () => {
  test('nothing is written while all is well, or the bank has just been opened', async () => {
    expect(await mails.warn()).toBe(0);
    await allWell();
    expect(await mails.warn()).toBe(0);
    expect(await asked()).toEqual([]);
  });

  test('a missing proof is told once to each, again after a week, and anew when it was well in between', async () => {
    const everybody = await operators(s.db);
    expect(everybody.length).toBeGreaterThan(0);
    await allWell();
    const late = later(40);
    const told = await Promise.all([mails.warn(late), mails.warn(late), mails.warn(late)]);
    expect(told.sort()).toEqual([0, 0, everybody.length]);
    expect(await mails.warn(late)).toBe(0);
    const [mail] = await asked();
    expect(mail).toMatchObject({ kind: 'proof_late', subject: expect.stringContaining('pas sauvegardée') });
    expect(mail!.body).toContain('/gestion/systeme');
    await longAgo('warned_at', 8);
    expect(await mails.warn(late)).toBe(everybody.length);
    // Well, and missing again within the day: not at once, but the day after.
    expect(await mails.warn()).toBe(0);
    expect(await mails.warn(late)).toBe(0);
    await longAgo('warned_at', 2);
    expect(await mails.warn(late)).toBe(everybody.length);
    expect(await mails.warn(late)).toBe(0);
  });

  test('a chain that does not hold is told at once', async () => {
    await allWell();
    await recordProof(s.db, 'audit_verified', { failure: 'audit.broken' });
    expect(await mails.warn(later(0.1))).toBeGreaterThan(0);
    const [mail] = await asked();
    expect(mail!.body).toContain(
      'Le dernier essai a échoué. Une ligne du journal de gestion a été changée ou retirée.',
    );
    expect(mail!.body).not.toContain('audit.broken');
  });

  test('why a try failed is a sentence, of every reason that the program has; what an own command noted is quoted', () => {
    for (const failure of Object.keys(PROOF_FAILURES)) {
      const data = { proof: 'backed_up', since: 'hier', failure, page: 'la page' } as const;
      const { text } = writeMail('proof_late', data, { name: 'La banque', helpline: null });
      expect(text).not.toContain(failure);
      expect(text).toMatch(/Le dernier essai a échoué\. [A-Z]/);
    }
    expect(proofFailure('dump_failed')).toContain('« dump_failed »');
  });

  test('without a mail server nothing is claimed, so that it is told when there is one', async () => {
    await allWell();
    process.env.SMTP_URL = '';
    expect(await mails.warn(later(40))).toBe(0);
    process.env.SMTP_URL = 'smtp://127.0.0.1:9';
    expect(await mails.warn(later(40))).toBeGreaterThan(0);
  });

  test('the last seal goes to two people once a month, when the chain holds', async () => {
    await sealOneByOne(s.db, 12);
    expect(await mails.sendHead()).toBe(0);
    await proveAuditVerifiedNow(s.db);
    await owner.query(
      `UPDATE people.app_user SET instance_admin = true WHERE email IN ('karim@demo.example', 'ines@demo.example', 'aude@demo.example')`,
    );
    const sent = await Promise.all([mails.sendHead(), mails.sendHead()]);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(await mails.sendHead()).toBe(0);
    const heads = await asked();
    const head = await auditHead(s.db);
    expect(new Set(heads.map(({ recipient }) => recipient)).size).toBe(2);
    for (const { body } of heads) {
      expect(body).toContain(`--seal ${head!.n} --mac ${head!.mac}`);
      expect(body).toContain('Une autre personne');
    }
  });

  test('to one alone, and says so; not of a chain that does not hold', async () => {
    await sealOneByOne(s.db, 2);
    await proveAuditVerifiedNow(s.db);
    const [one] = await operators(s.db);
    await owner.query('UPDATE people.app_user SET active = false WHERE id <> $1', [one!.userId]);
    await recordProof(s.db, 'audit_verified', { failure: 'audit.broken' });
    expect(await mails.sendHead()).toBe(0);
    await recordProof(s.db, 'audit_verified');
    expect(await mails.sendHead()).toBe(1);
    expect((await asked())[0]!.body).toContain('Vous êtes la seule personne');
  });
});
