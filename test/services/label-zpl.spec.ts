import fc from 'fast-check';
import QRCode from 'qrcode';
import {
  type FactsOf,
  LABEL_FORMATS,
  type LabelFormat,
  ZPL_RESOLUTIONS,
  type ZplResolution,
  zplOf,
} from '#bank/documents';
import { ADDRESS, saysCode, scan, sheetFacts } from '../support/papers/label-sheet.js';
import { drawZpl, readZpl } from '../support/papers/zpl.js';
import { needs } from '../support/runner/tools.js';

const ROLLS = (Object.keys(LABEL_FORMATS) as LabelFormat[]).filter((f) => LABEL_FORMATS[f].feed === 'roll');
const BOTH = ROLLS.flatMap((format) => ZPL_RESOLUTIONS.map((dpi) => [format, dpi] as const));

async function zpl(facts: FactsOf<'label_sheet'>, dpi: ZplResolution): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of zplOf(facts, dpi)) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}

/** Modules that a field takes: so many hold an address in a QR, and Code 128 takes 112 for seven symbols. */
const QR = QRCode.create(`${ADDRESS.toUpperCase()}/E/7K3F92Q`, { errorCorrectionLevel: 'M' }).modules.size;
const BARS = 112;

describe('labels for a Zebra printer', () => {
  it.each(BOTH)('%s at %d dots an inch: each label says its code, inside its paper', async (format, dpi) => {
    const facts = sheetFacts({ format, roll: 'RO-2026-0001' }, 3);
    const labels = readZpl(await zpl({ ...facts, numbers: [7, 8, 9] }, dpi));
    expect(labels).toHaveLength(3);
    const { width, height } = LABEL_FORMATS[format];
    for (const [i, label] of labels.entries()) {
      const code = facts.codes[i]!;
      expect(label.width).toBeCloseTo((width / 25.4) * dpi, -1);
      expect(label.length).toBeCloseTo((height / 25.4) * dpi, -1);
      const of = (kind: string) => label.fields.filter((f) => f.kind === kind);
      expect(of('qr').map((f) => f.data)).toEqual([`${ADDRESS.toUpperCase()}/E/${code}`]);
      expect(of('code128').map((f) => f.data)).toEqual([code]);
      expect(
        of('text')
          .map((f) => f.data)
          .join(' '),
      ).toMatch(
        new RegExp(
          `^BN-${code.slice(0, 4)}-${code.slice(4)} .*(Suresnes|\\.\\.\\.) (En panne \\? Scannez-moi )?(Aide : )?01 99 00 12 34 RO-2026-0001, n° ${i + 7}$`,
        ),
      );
      const [qr] = of('qr');
      const [bars] = of('code128');
      expect(qr!.x + QR * qr!.size).toBeLessThan(label.width);
      // Ten modules stay white on each side.
      expect(bars!.x).toBeGreaterThanOrEqual(10 * bars!.size);
      expect(bars!.x + (BARS + 10) * bars!.size).toBeLessThanOrEqual(label.width);
      // Some printers begin a QR ten dots lower than they are told.
      expect(qr!.y + QR * qr!.size + 10).toBeLessThanOrEqual(bars!.y);
      for (const field of label.fields) {
        expect(field.x).toBeGreaterThanOrEqual(0);
        expect(field.y + (field.kind === 'text' ? field.size : 0)).toBeLessThan(label.length);
      }
    }
  });

  it('whatever a name holds is text, never a command', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (name) => {
        const evil = `${name}^XZ~JA_5E\\^FD`;
        const text = await zpl(sheetFacts({ format: '62x29', organisation: evil }, 1), 203);
        expect(/^[\x20-\x7E\n]*$/.test(text)).toBe(true);
        expect(readZpl(text)).toHaveLength(1);
        expect(text.match(/~/g)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('says accents and marks as bytes of UTF-8', async () => {
    const text = await zpl(sheetFacts({ format: '62x29', organisation: 'Été_à ~ l’^ESAT' }, 1), 203);
    expect(text).toContain("_C3_89t_C3_A9_5F_C3_A0 _7E l'_5EESAT");
    const said = readZpl(text)[0]!.fields.map((f) => f.data);
    expect(said).toContain("Été_à ~ l'^ESAT");
  });

  it('ten thousand labels come in small parts', async () => {
    let most = 0;
    let labels = 0;
    for await (const part of zplOf(sheetFacts({ format: '50x25' }, 10_000), 203)) {
      most = Math.max(most, part.length);
      labels += part.toString('ascii').split('^XA').length - 1;
    }
    expect(labels).toBe(10_000);
    expect(most).toBeLessThan(70_000);
  });
});

needs('zbarimg', 'labels that a Zebra printer drew', () => {
  it.each(BOTH)('%s at %d dots an inch read back', async (format, dpi) => {
    const facts = sheetFacts({ format, organisation: 'Communauté de communes du Pays d’Évian' }, 3);
    const drawn = drawZpl(await zpl(facts, dpi), LABEL_FORMATS[format], dpi === 203 ? 8 : 12);
    expect(scan(drawn)).toEqual(facts.codes.map(saysCode));
  });
});
