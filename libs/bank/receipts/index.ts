export { AgreementsService } from './agreements.service.js';
export {
  ASKED_PAPERS,
  type AskedPaper,
  type Checklist,
  type ChecklistLine,
  ChecklistService,
} from './checklist.service.js';
export { RECEIPTS_RULES } from './dated-rules.js';
export { DeclaredValuesService } from './declared-values.service.js';
export { signer } from './gift.js';
export { CLAUSES, issuer, legalText, publicUndertaking } from './legal.js';
export { type OwnGift, OwnValues } from './own-values.service.js';
export { ReceiptQueries } from './receipt.queries.js';
export * from './receipt.views.js';
export type { ReceiptIdentity } from './receipt-identity.js';
export { RECEIPTS, type ReceiptsAsked, searchReceipts } from './receipt-listing.js';
export { ReceiptsModule } from './receipts.module.js';
export { type Issued, ReceiptsService } from './receipts.service.js';
export { SignedBackService } from './signed-back.service.js';
export { type LegalSubject, RECEIPTS_LISTS } from './word-lists.js';
export { YearlyListsService } from './yearly-lists.service.js';
