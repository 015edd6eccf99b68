import { readyToDraw } from '../paper/fonts.js';
import { LABEL_FORMATS, type LabelFormat, paperOf, placesOf } from '../paper/labels/label-formats.js';
import type { LabelMarking, LabelNote } from '../paper/labels/label-layout.js';
import { LabelPen } from '../paper/labels/labels.js';
import { Paper } from '../paper/paper.js';
import { counted } from '../paper/typography.js';
import type { BankIdentity } from './facts.js';

/** Labels of media that were taken out of their devices. */
export interface MediumLabels {
  readonly bank: BankIdentity;
  /** Who has them. */
  readonly holder: string;
  /** As they are written: « SUP-7K3F-92Q »; each with what a person sees on the medium. */
  readonly media: readonly { readonly code: string; readonly note: LabelNote }[];
  readonly format: LabelFormat;
  /** First free place on the first page, from 1. */
  readonly start: number;
}

/**
 * The QR and the bars say the code and nothing else: a stranger who scans a disk is led nowhere, a field of ours finds the medium, and so
 * few signs stay readable on a label that fits on a disk.
 */
const MARKING: LabelMarking = {
  shown: written,
  address: (_publicUrl, code) => written(code),
  bars: (code) => written(code).replaceAll('-', ''),
};

/** Seven symbols as they are written on a medium. */
function written(code: string): string {
  return code.startsWith('SUP-') ? code : `SUP-${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Draws the labels; the bytes come as they are drawn. Kept nowhere: each is drawn again when it is wanted. */
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
