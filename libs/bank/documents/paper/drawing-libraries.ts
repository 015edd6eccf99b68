import { createRequire } from 'node:module';
import type PdfDocument from 'pdfkit';
import type QrCode from 'qrcode';

// Loaded with the first paper: a quarter of what a process loads, of which most processes that only read and write need nothing.
const require = createRequire(import.meta.url);

/** What loads them piece by piece: all at once would hold everybody up for longer than most papers take. */
export const DRAWING_LIBRARIES: readonly (() => unknown)[] = [
  // pdfkit's own, and the longest to load.
  () => createRequire(require.resolve('pdfkit'))('fontkit'),
  () => require('pdfkit'),
  () => require('qrcode'),
];

export const newPdf = (options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument =>
  new (require('pdfkit') as typeof PdfDocument)(options);

export const newQr: typeof QrCode.create = (...of: Parameters<typeof QrCode.create>) =>
  (require('qrcode') as typeof QrCode).create(...of);
