export { signedFacts } from './copied-facts.js';
export { DayPapers, HANDOVER_PAPERS, type PapersOfDay } from './day-papers.service.js';
export type { DocumentRequest, DocumentView, OpenedDocument } from './document.views.js';
export {
  DOCUMENT_TYPES,
  type DocumentType,
  type FactsOf,
  isDocumentType,
  nameOfPaper,
  type SealedFactsOf,
} from './document-types.js';
export { DocumentsModule } from './documents.module.js';
export { DocumentsService } from './documents.service.js';
export { LabelZpl } from './drawing/label-zpl.js';
export { type PaperRow, render as renderPaper } from './drawing/render.js';
export { DOCUMENTS, type DocumentsAsked, searchDocuments } from './list/document-listing.js';
export { withA, withDe } from './paper/articles.js';
export * from './paper/labels/label-formats.js';
export type { LabelNote } from './paper/labels/label-layout.js';
export { ZPL_RESOLUTIONS, type ZplResolution, zplOf } from './paper/labels/zpl.js';
export { mergedPapers } from './paper/merged.js';
export { qrPicture, readVerification, verificationOf } from './paper/qr.js';
export { day as dayInWords, inWords } from './paper/typography.js';
export { SEALED_CHUNK, SEALED_FACTS } from './sealed.js';
export { drawSheet, SheetsService } from './sheets.service.js';
export { BlobStore, type OpenedBlob, type StoredBlob } from './store/blob-store.js';
export { printable, signaturePicture } from './store/pictures.js';
export { calibrationPage } from './templates/calibration-sheet.js';
export { type DonorSheetFacts, donorSheet } from './templates/donor-sheet.js';
export type { ErasedMedium, OtherDrive } from './templates/erasure-certificate.js';
export type { BankIdentity, DeviceFacts, Party, Signed, SigningPerson } from './templates/facts.js';
export { figuresSlides, type SlideBar, type SlidesFacts } from './templates/figures-slides.js';
export { FALLBACK_SHEETS, type FallbackFacts, type FallbackName } from './templates/handovers/fallback-sheets.js';
export type { GivingParty, IssuerFacts, LegalText, UnitCap } from './templates/issuer.js';
export { mediumLabels } from './templates/label-sheet.js';
export type { DonatedQuantity } from './templates/tax-receipt.js';
export { type GenuinePaper, VerificationService } from './verification/verification.service.js';
export { DOCUMENT_STATE_NAMES, DOCUMENTS_LISTS, type DocumentState, PAPER_STATES } from './word-lists.js';
