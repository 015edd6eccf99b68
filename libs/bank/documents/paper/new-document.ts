import { newPdf } from './drawing-libraries.js';
import type { PaperOptions } from './paper.js';
import { instantOf } from './typography.js';

/** A PDF without a page, tagged and in French, that says what it is and when it was asked for. */
export function newDocument(options: PaperOptions): PDFKit.PDFDocument {
  const { title, number, date, bank, framed = true, archivable = framed } = options;
  return newPdf({
    size: options.page ? [options.page.width, options.page.height] : 'A4',
    margin: 0,
    bufferPages: framed,
    autoFirstPage: false,
    font: null as unknown as string,
    pdfVersion: archivable ? '1.4' : '1.7',
    ...(archivable ? { subset: 'PDF/A-1a' as const } : {}),
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: {
      Title: `${title} ${number}`.trim(),
      Author: bank.name,
      Creator: 'Banque du Numérique',
      Producer: 'Banque du Numérique',
      CreationDate: new Date(instantOf(date)),
      ModDate: new Date(instantOf(date)),
    },
  });
}
