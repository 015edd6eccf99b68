import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENT_TYPES, FALLBACK_SHEETS } from '#bank/documents';
import { mediumLabels } from '../../libs/bank/documents/templates/label-sheet.js';
import * as sample from '../fixtures/papers.js';
import { paperFolder } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

/** What slips, sheets and labels say of what was done, of who signed and of what is kept. */
const papers = paperFolder();
afterAll(() => papers.close());
/** On one line: a sentence may break anywhere. */
const read = async (...of: Parameters<typeof papers.file>) =>
  papers.text(await papers.file(...of)).replace(/\s+/g, ' ');

needs('pdftotext', 'the words of papers', () => {
  test('an agreement announces one number of devices, and says what was announced before the list', async () => {
    const one = (n: number) => ({
      code: '7K3F92Q',
      category: 'Ordinateur portable',
      make: 'HP',
      model: 'ProBook',
      serial: `S-${n}`,
    });
    const paper = await read('donation_agreement', {
      quantities: [{ category: 'Ordinateur portable', quantity: 19 }],
      expected: [{ category: 'Ordinateur portable', quantity: 20 }],
      devices: Array.from({ length: 19 }, (_, n) => one(n)),
      arrivals: { missing: [one(20), one(21)], unannounced: [] },
    });
    expect(paper).toMatch(/Ordinateur portable 21 19 Total 21 19/);
    expect(paper).toContain('La liste du donateur annonçait 21 appareils.');
    expect(paper).toContain('Avant sa liste, 20 appareils étaient annoncés.');
  });

  test('a slip says what it completes, promises no proof that a declaration will not give, and names no donor’s data erased', async () => {
    const slip = await read('collection_slip', { completes: 'BC-2026-0001' });
    expect(slip).toContain('complète le bon BC-2026-0001');
    expect(slip).toContain('prouvé par un journal ou déclaré par une personne');
    expect(slip).not.toMatch(/sera prouvé/);
    const received = await read('transfer_slip', { completes: 'BT-2026-0001' });
    expect(received).toContain('complète le bon BT-2026-0001');
    expect(received).toMatch(/Enregistré par l.opérateur n° 1042/);
  });

  test('the label of a medium that was taken out says who follows it, and asks nobody to scan it when it breaks', async () => {
    const about = { bank: sample.bank, holder: 'ESAT Les Ateliers', format: '24', start: 1 } as const;
    const parts: Buffer[] = [];
    for await (const part of mediumLabels({ ...about, media: [{ code: 'VSBRX2Z', note: { what: 'SSD', mark: '' } }] }))
      parts.push(part);
    const path = join(papers.folder, 'media.pdf');
    writeFileSync(path, Buffer.concat(parts));
    const label = papers.text(path);
    expect(label).toContain('Support retiré, suivi par ESAT Les Ateliers');
    expect(label).not.toMatch(/effacer|En panne/);
  });

  test('docs/papers.md has a row for every paper and every sheet', () => {
    const rows = readFileSync('docs/papers.md', 'utf8').match(/^\| `\w+`/gm)!;
    const codes = rows.map((row) => row.slice(3, -1));
    expect(codes.sort()).toEqual([...DOCUMENT_TYPES, ...Object.keys(FALLBACK_SHEETS)].sort());
  });

  test('one log is one proof, however many media it names', async () => {
    const medium = { kind: 'SSD', serial: null, methodClass: null, method: 'x', operator: 1042 };
    const at = { endedAt: '2026-11-25T14:12:00Z' };
    const log = { ...medium, ...at, result: 'passed', logSha256: 'a'.repeat(64) };
    expect(await read('erasure_certificate', { media: [log, log] })).toContain('Établi d’après 1 journal.');
    const stated = { ...log, result: 'destroyed', logSha256: null };
    const alone = await read('erasure_certificate', { media: [stated] });
    expect(alone).toContain('Dernière déclaration reçue');
    expect(alone).toContain('Dernière déclaration signée par');
    expect(alone).not.toMatch(/preuve/i);
    const fresh = { ...stated, result: 'new' };
    expect(await read('erasure_certificate', { media: [{ ...fresh, witness: null }] })).not.toContain('deux personnes');
    expect(await read('erasure_certificate', { media: [{ ...fresh, witness: 1044 }] })).toContain('deux personnes');
    expect(await read('erasure_certificate', { media: [log, log, stated] })).toContain(
      'Établi d’après 1 journal et 1 déclaration signée.',
    );
  });

  test('no paper says that the bank keeps a log, whose file ends, nor that a witness is named who is a number', async () => {
    const destroyed = {
      kind: 'SSD',
      serial: null,
      methodClass: 'destroy',
      method: 'Broyage',
      result: 'destroyed',
      endedAt: sample.AT,
      operator: 1042,
      witness: 1044,
      logSha256: null,
    };
    const certificate = await read('erasure_certificate', { media: [...sample.erasureCertificate.media, destroyed] });
    expect(certificate).toContain('vérifier qu’un fichier est bien le journal reçu');
    expect(certificate).toMatch(/le numéro du témoin.* témoin : opérateur n° 1044/);
    expect(certificate).not.toMatch(/que la banque conserve|nom du témoin/);
  });

  test('the bank’s sheet of a hand-over says where the signature is, and speaks of an original where there is paper', async () => {
    const drawn = await read('handover_bank');
    expect(drawn).toContain('signature dessinée à l’écran. L’exemplaire qui la porte est à la structure');
    expect(drawn).not.toContain('original');
    expect(await read('handover_bank', { signature: 'paper' })).toContain('L’original sur papier est à la structure.');
    expect(await read('handover_bank', { signature: 'none' })).not.toMatch(/structure : rien/);
  });

  test('a proof of reuse promises a certificate for those devices alone that have one', async () => {
    const evidence = { log: 26, destroyed: 1, declared: 3, no_medium: 12, waits: 0, no_need: 0 };
    expect(await read('reuse_proof', { evidence })).toContain('Un certificat par appareil dit');
    expect(await read('reuse_proof', { evidence: { ...evidence, log: 24, waits: 2 } })).toContain(
      'Pour ceux dont la preuve ou la déclaration est là, un certificat par appareil dit',
    );
    const none = { log: 0, destroyed: 0, declared: 0, no_medium: 0, waits: 40, no_need: 2 };
    expect(await read('reuse_proof', { evidence: none })).not.toMatch(/certificat par appareil/);
  });

  test('a sheet of a hand-over says once that a device was tested, on both sides', async () => {
    const tested = { main: 'Testé', under: 'testé : écran, batterie ; sans disque ni autre support de stockage' };
    const sides = await read('handover_structure', { tested });
    expect(sides.match(/Testé : écran, batterie ; sans disque/g)).toHaveLength(2);
    expect(sides).not.toContain('Testé (');
  });

  test('who agreed by telephone is not said to have confirmed nothing, nor to have signed', async () => {
    const unsigned = { signature: 'none', unsigned: 'La personne est d’accord, au téléphone', agreedByPhone: true };
    const sheet = await read('handover_structure', { replaces: 'Q2RV7YN', ...unsigned });
    expect(sheet).toContain('La structure déclare que la personne a dit oui au téléphone');
    expect(sheet).toContain('La structure a noté votre accord au téléphone.');
    expect(sheet).not.toMatch(/rien confirmé|Je signe/);
  });

  test('a sheet without a name does not say that it keeps one; the bank is said to host it', async () => {
    const sheet = await read('handover_structure', { reference: 'P-8F3K-2' });
    expect(sheet).toMatch(/La structure garde votre nom et votre signature/);
    expect(sheet).toMatch(/La banque héberge l’exemplaire de la structure sous scellé/);
    const without = await read('handover_structure', {}, { name: 'Référence P-8F3K-2', signatureImage: null });
    expect(without).toMatch(/garde cette signature sous scellé, pour prouver la remise, et l’efface/);
    expect(without).not.toMatch(/garde votre nom|garde ce nom/);
    const banks = await read('handover_bank');
    expect(banks).toContain('la personne y est une référence, son nom n’y est pas');
    expect(sheet + banks).not.toMatch(/identité vérifiée|n’a que la référence|par elle seule|il ne nomme personne/);
    expect(banks).toContain('mot de passe ressaisi le');
  });
});
