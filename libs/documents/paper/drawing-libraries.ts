import { createRequire } from 'node:module';
import type PdfDocument from 'pdfkit';
import type QrCode from 'qrcode';

// Loaded with the first paper: a quarter of what a process loads, of which most processes that only read and write need nothing.
const require = createRequire(import.meta.url);

/** A new document of pdfkit. */
export const newPdf = (options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument =>
  new (require('pdfkit') as typeof PdfDocument)(options);

/** The modules of a QR code. */
export const newQr: typeof QrCode.create = (...of: Parameters<typeof QrCode.create>) =>
  (require('qrcode') as typeof QrCode).create(...of);
