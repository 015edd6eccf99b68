import { readyToDraw } from '../paper/fonts.js';
import { LABEL_FORMATS, type LabelFormat, type LabelGrid, paperOf, placesOf } from '../paper/labels/label-formats.js';
import type { LabelMarking, LabelNote } from '../paper/labels/label-layout.js';
import { type LabelPaper, LabelPen } from '../paper/labels/labels.js';
import { Paper } from '../paper/paper.js';
import { counted } from '../paper/typography.js';
import type { With } from './device-table.js';
import type { BankIdentity } from './facts.js';

export interface LabelSheetFacts {
  /** Where the QR leads: `PUBLIC_URL`, without a slash at the end. */
  readonly publicUrl: string;
  /** Shown on each label: the bank's name, or the organisation's that prints. */
  readonly organisation: string;
  readonly helpline: string | null;
  readonly codes: readonly string[];
  /** Of a roll of codes: what each label is on it, as it is printed. As many as there are codes. */
  readonly numbers?: readonly number[];
  readonly roll?: string;
  /** Of devices that are known: what a person sees on each machine, to stick the right one on it. As many as there are codes. */
  readonly notes?: readonly LabelNote[];
  /** 24 a page (3 × 8) when absent. */
  readonly format?: LabelFormat;
  /** A grid somebody measured, instead of a format. */
  readonly grid?: LabelGrid;
  /** The printer's shift to make good, in millimetres to the right and down. */
  readonly offset?: { readonly x: number; readonly y: number };
  /** First free place on the first page, from 1: a started sheet is not thrown away. */
  readonly start?: number;
}

export function labelPaperOf(f: Pick<LabelSheetFacts, 'format' | 'grid' | 'offset'>): LabelPaper {
  const stock = f.grid ? { ...f.grid, feed: 'sheet' as const } : LABEL_FORMATS[f.format ?? '24'];
  return { ...stock, ...(f.offset ? { offset: f.offset } : {}) };
}

/** Where a label was on its roll (« RO-2026-0003, n° 120 »), or what its device is. */
export const noteOf = (f: LabelSheetFacts, i: number): LabelNote | undefined =>
  f.numbers?.[i] === undefined
    ? f.notes?.[i]
    : { what: '', mark: `${f.roll ? `${f.roll}, ` : ''}n°\u00a0${f.numbers[i]}`, short: `n°\u00a0${f.numbers[i]}` };

export const hasNotes = (f: LabelSheetFacts): boolean => Boolean(f.numbers ?? f.notes);

export const labelSheet = {
  heading: () => 'Étiquettes',
  title: (f: LabelSheetFacts) => `Étiquettes (${counted(f.codes.length, 'code')})`,
  page: (f: LabelSheetFacts) => paperOf(labelPaperOf(f)),
  async render(paper: Paper, f: With<LabelSheetFacts>): Promise<void> {
    const format = labelPaperOf(f);
    const places = placesOf(format);
    const pen = new LabelPen(paper, format, f, hasNotes(f));
    const total = f.codes.length;
    let place = Math.min(Math.max(f.start ?? 1, 1), places) - 1;
    for (let done = 0; done < total; place = 0) {
      const codes = f.codes.slice(done, done + places - place);
      if (done > 0) paper.doc.addPage();
      paper.group('Sect', (page) => {
        for (const [i, code] of codes.entries()) pen.draw(code, place + i, page, noteOf(f, done + i));
      });
      done += codes.length;
      await paper.yieldToReader({ done, total });
    }
  },
};

interface MediumLabels {
  readonly bank: BankIdentity;
  readonly holder: string;
  /** As they are written: « SUP-7K3F-92Q »; each with what a person sees on the medium. */
  readonly media: readonly { readonly code: string; readonly note: LabelNote }[];
  readonly format: LabelFormat;
  readonly start: number;
}

/** A stranger who scans a disk is led nowhere, a field of ours finds the medium, and so few signs stay readable on a label that fits on a disk. */
const MARKING: LabelMarking = {
  shown: written,
  address: (_publicUrl, code) => written(code),
  bars: (code) => written(code).replaceAll('-', ''),
};

function written(code: string): string {
  return code.startsWith('SUP-') ? code : `SUP-${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The bytes come as they are drawn. */
export async function* mediumLabels({ bank, holder, media, format, start }: MediumLabels): AsyncGenerator<Buffer> {
  await readyToDraw();
  const stock = LABEL_FORMATS[format];
  const paper = new Paper({
    title: `Étiquettes (${counted(media.length, 'support')})`,
    number: '',
    date: '2026-01-01T00:00:00.000Z',
    bank,
    factsSha256: '',
    framed: false,
    page: paperOf(stock),
  });
  const texts = {
    publicUrl: '',
    organisation: `Support retiré, suivi par ${holder}`,
    helpline: bank.helpline,
    used: false,
  };
  const pen = new LabelPen(paper, stock, texts, true, MARKING);
  const places = placesOf(stock);
  let place = Math.min(Math.max(start, 1), places) - 1;
  for (let done = 0; done < media.length; place = 0) {
    const some = media.slice(done, done + places - place);
    if (done > 0) paper.doc.addPage();
    paper.group('Sect', (page) => {
      for (const [i, { code, note }] of some.entries()) pen.draw(code, place + i, page, note);
    });
    done += some.length;
  }
  paper.end();
  yield* paper.doc as unknown as AsyncIterable<Buffer>;
}
