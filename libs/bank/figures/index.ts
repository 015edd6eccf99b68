export { ACCESS_RECORDS, AccessRecordsService, type AccessRecordView } from './access-records.service.js';
export { DonorCertificates } from './donor/donor-certificates.service.js';
export { DonorLinks, type DonorLinkView, type DonorScope, REPORTING_RULES } from './donor/donor-links.service.js';
export { type DonorOutcome, DonorOutcomes, FATES, type ShownFate } from './donor/donor-outcome.service.js';
export type * from './figure-tables.js';
export { FiguresModule } from './figures.module.js';
export { FiguresService } from './figures.service.js';
export {
  isForSomebody,
  MAILED_BYTES,
  type PaperAddressee,
  type PaperAgain,
  PaperMails,
} from './paper-mails.service.js';
export { monthLabel } from './periods.js';
export type { ReuseCounts } from './reuse-counts.js';
export { type ProvableYear, ReuseProofs } from './reuse-proofs.service.js';
export { SMALL } from './small-counts.js';
export { type CountedSubject, FIGURES_LISTS } from './word-lists.js';
