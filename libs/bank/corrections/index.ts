export { LISTED_CORRECTIONS } from './correction-listing.js';
export { CorrectionsModule } from './corrections.module.js';
export {
  CorrectionsService,
  type CorrectionView,
  type LastMerge,
  type NewCorrection,
  type WithCorrection,
} from './corrections.service.js';
export {
  CORRECTION_REASONS,
  CORRECTIONS,
  type CorrectionKind,
  type CorrectionReason,
  TOUCHES,
  type Touch,
} from './kinds.js';
export { type MergeAsked, type MergeCard, Merges } from './merges.js';
export { correctionRight, type Mistaken, mayCorrect, mustMayCorrect } from './rights.js';
export { CORRECTIONS_LISTS } from './word-lists.js';
