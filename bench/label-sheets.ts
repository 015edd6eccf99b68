import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { CODE_ALPHABET } from '#bank/devices';
import { renderPaper } from '#bank/documents';

const ADDRESS = 'https://banque.exemple.fr';
const NAME = 'Banque du Numérique';
const HELP = '01 00 00 00 00';
const FONT = '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf';

/** Codes that all differ, the same ones in every run. */
export const codes = (n: number): string[] =>
  Array.from({ length: n }, (_, i) => {
    let rest = (i + 1) * 2_654_435_761;
    let code = '';
    while (code.length < 7) {
      code += CODE_ALPHABET[rest % 31];
      rest = Math.floor(rest / 31) + (i + 3) * 7;
    }
    return code;
  });

/** Our path: what the worker does for a requested sheet, without the database. Gives the bytes made. */
export async function labelSheetOurs(labels: readonly string[]): Promise<number> {
  const bank = { name: NAME, siren: null, address: null, helpline: HELP, timeZone: 'Europe/Paris' };
  const facts = { publicUrl: ADDRESS, organisation: NAME, helpline: HELP, codes: labels, bank };
  let bytes = 0;
  const paper = {
    type: 'label_sheet' as const,
    title: 'Étiquettes',
    number: 'ET-2026-0001',
    requestedAt: new Date(),
    factsSha256: '0'.repeat(64),
  };
  for await (const chunk of renderPaper({ ...paper, facts, sealed: null })) bytes += chunk.length;
  return bytes;
}

/**
 * The limit: the barest loop over pdfkit's raw operators that puts the same things at the same places — no structure,
 * no language, no start position, nothing said to a screen reader.
 */
export async function labelSheetLimit(labels: readonly string[]): Promise<number> {
  const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false });
  doc.registerFont('text', createRequire(import.meta.url).resolve(FONT));
  let bytes = 0;
  doc.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const ended = new Promise((resolve) => doc.on('end', resolve));
  labels.forEach((code, i) => {
    if (i % 24 === 0) doc.addPage();
    const x = 20 + (i % 3) * 187;
    const y = 710 - Math.floor((i % 24) / 3) * 96;
    doc.addContent(
      `q 1 0 0 -1 0 841.89 cm 1 0 0 1 ${x} ${y} cm\n${qr(`${ADDRESS}/E/${code}`.toUpperCase())}\n${bars(code)}`,
    );
    const raw = doc.font('text') as unknown as {
      _font: { id: string; encode(t: string): [string[]]; ref(): unknown };
      page: { fonts: Record<string, unknown> };
    };
    raw.page.fonts[raw._font.id] ??= raw._font.ref();
    for (const [text, size, at] of [
      [`BN-${code.slice(0, 4)}-${code.slice(4)}`, 13, 80],
      [NAME, 7, 64],
      [`Aide : ${HELP}`, 7, 54],
    ] as const)
      doc.addContent(
        `BT /${raw._font.id} ${size} Tf 1 0 0 1 74 ${at} Tm <${raw._font.encode(text)[0].join('')}> Tj ET`,
      );
    doc.addContent('Q');
  });
  doc.end();
  await ended;
  return bytes;
}

function qr(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const step = 60 / size;
  let ops = '';
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; ) {
      let end = column;
      while (end < size && data[row * size + end]) end++;
      if (end > column)
        ops += `${(7 + column * step).toFixed(2)} ${(86 - (row + 1) * step).toFixed(2)} ${((end - column) * step).toFixed(2)} ${step.toFixed(2)} re\n`;
      column = end + 1;
    }
  return `${ops}f`;
}

/** As many bars as Code 128 draws for seven symbols; which ones does not change the work. */
function bars(code: string): string {
  let ops = '';
  let at = 10;
  for (let i = 0; i < 31; i++) {
    const width = 1 + ((code.charCodeAt(i % 7) >> (i % 4)) & 1);
    ops += `${at} 6 ${width} 18 re\n`;
    at += width + 2;
  }
  return `${ops}f`;
}
