import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { newAssetCode } from '#bank/devices';
import { cornerOf, type FactsOf, type LabelGrid, renderPaper } from '#bank/documents';
import * as sample from '../../fixtures/papers.js';
import { programOf } from '../runner/tools.js';

export const ADDRESS = 'https://banque.exemple.fr';

type LabelFacts = FactsOf<'label_sheet'>;

export const sheetFacts = (over: Partial<LabelFacts>, labels: number): LabelFacts => ({
  publicUrl: ADDRESS,
  organisation: 'Point de collecte de Suresnes',
  helpline: '01 99 00 12 34',
  codes: Array.from({ length: labels }, newAssetCode),
  ...over,
});

/** The PDF of some facts, as the worker makes it. */
export async function sheetPdf(facts: LabelFacts, told?: Parameters<typeof renderPaper>[1]): Promise<Buffer> {
  const parts: Buffer[] = [];
  const row = { type: 'label_sheet' as const, title: 'Étiquettes', number: 'ET-2026-0001', requestedAt: new Date(0) };
  const whole = { ...row, facts: { ...facts, bank: sample.bank }, factsSha256: '', sealed: null };
  for await (const part of renderPaper(whole, told)) parts.push(part);
  return Buffer.concat(parts);
}

function run(tool: 'pdftoppm' | 'zbarimg', ...args: string[]): string {
  const { stdout, status } = spawnSync(programOf(tool)!, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  // zbarimg says with 4 that it read nothing in one of the pictures.
  if (status !== 0 && !(tool === 'zbarimg' && status === 4)) throw new Error(`${tool} ended with ${status}`);
  return stdout;
}

/** What a scanner reads in each picture: lines such as `QR-Code:HTTPS://…`, in alphabetical order. */
export function scan(pictures: readonly Buffer[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'bn-scan-'));
  try {
    const files = pictures.map((picture, i) => {
      const file = join(folder, `${i}.${picture.toString('latin1', 0, 2) === 'P5' ? 'pgm' : 'png'}`);
      writeFileSync(file, picture);
      return file;
    });
    const xml = run('zbarimg', '-q', '--xml', '-Sdisable', '-Sqrcode.enable', '-Scode128.enable', ...files);
    return files.map((file) => {
      const own =
        new RegExp(`<source href='[^']*${file.replaceAll('/', '\\/')}'>([\\s\\S]*?)</source>`).exec(xml)?.[1] ?? '';
      const read = [...own.matchAll(/<symbol type='([^']+)'[^>]*>[\s\S]*?<!\[CDATA\[([\s\S]*?)\]\]>/g)];
      return read.map(([, type, data]) => `${type}:${data}`).sort();
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each label of a page, cut out exactly where the grid says it is: what is read in it is in it. */
export async function cutLabels(
  pdf: Buffer,
  grid: LabelGrid,
  places: readonly number[],
  options: { page?: number; dpi?: number; shift?: { x: number; y: number } } = {},
): Promise<Buffer[]> {
  const { page = 1, dpi = 300, shift = { x: 0, y: 0 } } = options;
  const folder = mkdtempSync(join(tmpdir(), 'bn-sheet-'));
  try {
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, pdf);
    run('pdftoppm', '-r', String(dpi), '-gray', '-png', '-singlefile', '-f', String(page), file, join(folder, 'page'));
    const px = (mm: number) => Math.round((mm / 25.4) * dpi);
    const { data, info } = await sharp(readFileSync(join(folder, 'page.png')))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return places.map((place) => {
      const corner = cornerOf(grid, place);
      const left = Math.max(0, px(corner.x + shift.x));
      const top = Math.max(0, px(corner.y + shift.y));
      const width = Math.min(px(grid.width), info.width - left);
      const height = Math.min(px(grid.height), info.height - top);
      const rows = Array.from({ length: height }, (_, y) => {
        const from = (top + y) * info.width + left;
        return data.subarray(from, from + width);
      });
      return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), ...rows]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the label of a code says to a scanner. */
export const saysCode = (code: string): string[] => [`CODE-128:${code}`, `QR-Code:${ADDRESS.toUpperCase()}/E/${code}`];
