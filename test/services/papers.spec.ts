import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { renderPaper } from '#bank/documents';
import { kindOf } from '../../libs/bank/documents/document-types.js';
import { drawn } from '../../libs/bank/documents/drawing/rendering.js';
import * as sample from '../fixtures/papers.js';
import { LoopHeld } from '../support/counting/loop-held.js';
import { drawPaper, PAPER_TYPES, paperFolder, paperRow, run } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

/** Longer than so many milliseconds nobody else waits for the process. */
const HELD_MS = 100;

const papers = paperFolder();
afterAll(() => papers.close());
const { file, text } = papers;

describe('a paper', () => {
  it('of ten thousand labels is never in memory as a whole', () => {
    const script = `
      const { render } = await import(${JSON.stringify(resolve('dist/libs/bank/documents/drawing/render.js'))});
      const bank = ${JSON.stringify(sample.bank)};
      const facts = { ...${JSON.stringify(sample.labelSheet)}, bank, codes: Array.from({ length: 10_000 }, (_, i) => String(2_222_222 + i)) };
      let bytes = 0;
      const row = { type: 'label_sheet', title: 'x', number: 'x', requestedAt: new Date(0), factsSha256: '0'.repeat(64), sealed: null };
      for await (const part of render({ ...row, facts })) bytes += part.length;
      // Linux tells maxRSS of the process that started this one too; VmHWM is this one's alone.
      const { readFileSync, existsSync } = await import('node:fs');
      const own = existsSync('/proc/self/status') ? /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] : process.resourceUsage().maxRSS;
      console.log(bytes, own);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const [bytes, kilobytes] = said.trim().split(' ').map(Number);
    expect(bytes).toBeGreaterThan(3_000_000);
    expect(kilobytes).toBeLessThan(200 * 1024);
  });

  it.each(PAPER_TYPES)('%s is the same file each time it is drawn', async (type) => {
    expect((await drawPaper(type)).equals(await drawPaper(type))).toBe(true);
  });

  it('fails with the reason when its facts cannot be drawn', async () => {
    await expect(drawPaper('erasure_certificate', { media: null })).rejects.toThrow(/null/);
  });

  it('of hundreds of devices is drawn apart, so that nobody else waits, and is the same file', async () => {
    const devices = Array.from({ length: 600 }, (_, i) => sample.device(i));
    const row = paperRow('donation_agreement', { devices });
    const pieces = async (of: AsyncIterable<Buffer>) => {
      const all: Buffer[] = [];
      for await (const piece of of) all.push(piece);
      return Buffer.concat(all);
    };
    const apart = () => pieces(drawn(row, JSON.stringify(row.facts).length));
    await apart();
    const held = new LoopHeld();
    const file = await held.during('drawn', HELD_MS, apart);
    expect(held.worst.filter(([, ms]) => ms > HELD_MS)).toEqual([]);
    expect(file.equals(await pieces(renderPaper(row)))).toBe(true);
  });

  it('stops when nobody reads it any more', async () => {
    const codes = Array.from({ length: 5000 }, () => '7K3F92Q');
    for await (const part of renderPaper(paperRow('label_sheet', { codes }))) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
  });
});

needs(['pdftotext', 'pdfinfo', 'qpdf'], 'a paper read by other programs', () => {
  it.each(PAPER_TYPES)('%s is a whole PDF, tagged, in French, with its title', async (type) => {
    const path = await file(type);
    expect(run('qpdf', '--check', path)).toMatch(/No syntax or stream encoding errors/);
    const info = run('pdfinfo', path);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Papier d'essai .* XX-2026-0042/);
    expect(run('qpdf', '--qdf', '--object-streams=disable', path, '-')).toMatch(/\/Lang \(fr-FR\)/);
  });

  it.each(PAPER_TYPES)('%s bears what its page of verification shows of it', async (type) => {
    const kind = kindOf(type);
    const row = paperRow(type);
    const said = text(await file(type));
    const fingerprint = row.factsSha256.slice(0, 16).match(/.{4}/g)!.join(' ');
    const shown = [kind.heading(row.facts), sample.bank.name, row.number, fingerprint].map((words) =>
      words.replace(/\s+/g, ' '),
    );
    if (kind.framed === false)
      expect(shown.filter((words) => words !== sample.bank.name && said.includes(words))).toEqual([]);
    else expect(shown.filter((words) => !said.includes(words))).toEqual([]);
  });

  it('can be copied letter for letter, also the second one of a process', async () => {
    await drawPaper('collection_slip');
    const read = text(await file('erasure_certificate'));
    expect(read).toContain(
      'Voici ce qui a été fait de chaque support de stockage connu de cet appareil, par qui et quand. Un effacement prouvé par un journal porte l’empreinte de ce journal.',
    );
    for (const fact of [
      'BN-7K3F-92Q',
      'S35ENX0J512345',
      'WL1ABCD2',
      'nwipe 0.38',
      'Purge',
      'Clear',
      'Destroy',
      'n° 1043',
    ])
      expect(read).toContain(fact);
    for (const { logSha256 } of sample.erasureCertificate.media) if (logSha256) expect(read).toContain(logSha256);
    expect(read).toContain('25 novembre 2026 à 15 h 12');
    expect(read).toMatch(/empreinte des données 3f9a 12bc 77e0 d541/);
    expect(read).toMatch(/Page 1 sur \d/);
  });

  it('lists every device of a slip, on its leaf or in an annex it counts, and never leaves signatures alone', async () => {
    for (const n of [1, 8, 9, 22, 23, 24, 25, 60]) {
      const devices = Array.from({ length: n }, (_, i) => ({ ...sample.device(i), serial: `SERIE-${i}.` }));
      const path = await file('collection_slip', { devices });
      const pages = run('pdftotext', '-layout', path, '-').split('\f').slice(0, -1);
      const all = pages.join('');
      for (let i = 0; i < n; i++) expect(all).toContain(`SERIE-${i}.`);
      const signed = pages.filter((page) => page.includes('Enregistré par'));
      expect(signed).toHaveLength(1);
      expect(signed[0]!.replace(/\s+/g, ' ')).toMatch(
        n < 60 ? /SERIE-/ : /La liste de ces 60 appareils, un par un, est en annexe\./,
      );
    }
  });

  it('gives each copy of a hand-over one sheet, however long its structure is called', async () => {
    const name =
      'Centre communal d’action sociale, d’insertion et d’accompagnement au numérique des communes du plateau';
    const long = {
      structure: { ...sample.handover.structure, name },
      by: { ...sample.handover.by, organisation: name },
    };
    for (const over of [{}, long])
      expect(run('pdfinfo', await file('handover_structure', over))).toMatch(/Pages:\s+2\n/);
  });

  it('says to a screen reader what is a heading, a list, a table and its header cells', async () => {
    const structure = run('pdfinfo', '-struct-text', await file('transfer_slip'));
    for (const tag of ['H1', 'H2', 'L ', 'Lbl', 'Table', 'TR', 'TH', 'TD']) expect(structure).toContain(tag);
    expect(run('pdfinfo', '-struct', await file('transfer_slip'))).toMatch(/TH[\s\S]*?Scope[\s\S]*?Column/i);
    expect(run('pdfinfo', '-struct-text', await file('handover_structure'))).toContain('Figure');
  });

  it('tells both outcomes of a transfer', async () => {
    expect(text(await file('transfer_slip'))).toContain(
      '2 appareils sur la liste, non reçus : BN-7K3F-92Q, BN-Q2RV-7YN.',
    );
    expect(text(await file('transfer_slip'))).toContain(
      '12 appareils au départ de la Banque du Numérique des Hauts-de-Seine, 10 de la liste et 1 hors liste à l’arrivée',
    );
    expect(text(await file('transfer_slip', { missing: [], extra: [] }))).toContain(
      'Tout ce qui était sur la liste est arrivé.',
    );
  });

  it('names the person on the structure’s sheet only', async () => {
    expect(text(await file('handover_structure'))).toContain('Camille Exemple');
    const ours = text(await file('handover_bank'));
    expect(ours).not.toContain('Camille');
    expect(ours).toContain('P-8F3K-2');
    expect(ours).toContain('l’opérateur n° 1077');
  });

  it('says how long a card’s offer lasts where the offer does, and asks for its end', async () => {
    const said = text(await file('sim_slip'));
    expect(said).toContain('L’offre dure 12 mois.');
    expect(said).toContain('Demandez la date de fin à la structure.');
    expect(text(await file('sim_slip', { plan: '20 Go par mois' }))).not.toContain('L’offre dure');
    const dated = text(await file('sim_slip', { until: '2027-11-25T12:00:00Z' }));
    expect(dated).toContain('L’offre dure jusqu’au 25 novembre 2027.');
    expect(dated).not.toContain('Demandez la date');
  });

  it('never writes a PIN', async () => {
    expect(text(await file('sim_slip'))).toContain('8933 1503 1908 1234 567');
    expect(text(await file('sim_slip', { pin: true }))).toContain('La structure vous donne le code PIN à part.');
    expect(text(await file('sim_slip', { pin: false }))).not.toContain('à part');
  });
});

needs(['zbarimg', 'pdftoppm'], 'labels read by a scanner', () => {
  it.each([
    ['24', 300, { x: 7.25, y: 12.9, w: 63.5, h: 33.9, across: 66, columns: 3 }],
    ['40', 300, { x: 9.7, y: 21.5, w: 45.7, h: 25.4, across: 48.3, columns: 4 }],
    ['65', 300, { x: 4.75, y: 10.7, w: 38.1, h: 21.2, across: 40.6, columns: 5 }],
  ] as const)('format %s: the QR and the bars of a label say its code', async (format, dpi, grid) => {
    const path = await file('label_sheet', { format, start: 1, codes: [...sample.CODES, ...sample.CODES] });
    const px = (mm: number) => String(Math.round((mm / 25.4) * dpi));
    for (const [i, code] of [...sample.CODES, ...sample.CODES].entries()) {
      const x = grid.x + (i % grid.columns) * grid.across;
      const y = grid.y + Math.floor(i / grid.columns) * grid.h;
      const crop = ['-x', px(x), '-y', px(y), '-W', px(grid.w), '-H', px(grid.h)];
      run('pdftoppm', '-r', String(dpi), '-gray', '-png', '-singlefile', ...crop, path, join(papers.folder, 'label'));
      const read = run(
        'zbarimg',
        '-q',
        '-Sdisable',
        '-Sqrcode.enable',
        '-Scode128.enable',
        join(papers.folder, 'label.png'),
      );
      expect(read.trim().split('\n').sort()).toEqual([
        `CODE-128:${code}`,
        `QR-Code:HTTPS://BANQUE.EXEMPLE.FR/E/${code}`,
      ]);
    }
  });

  it('starts a sheet where the last one ended', async () => {
    const path = await file('label_sheet', { start: 24, codes: sample.CODES.slice(0, 2) });
    expect(run('pdfinfo', path)).toMatch(/Pages:\s+2/);
  });
});
