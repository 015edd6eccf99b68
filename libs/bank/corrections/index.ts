export { CorrectionsModule } from './corrections.module.js';
export {
  CorrectionsService,
  type CorrectionView,
  type LastMerge,
  LISTED_CORRECTIONS,
  type NewCorrection,
  type WithCorrection,
} from './corrections.service.js';
export {
  CORRECTION_REASONS,
  CORRECTIONS,
  type CorrectionKind,
  type CorrectionReason,
  correctionRight,
  type Mistaken,
  mayCorrect,
  mustMayCorrect,
  TOUCHES,
  type Touch,
} from './kinds.js';
export { type MergeAsked, type MergeCard, Merges } from './merges.js';
export { CORRECTIONS_LISTS } from './word-lists.js';
