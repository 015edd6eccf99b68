export {
  DATED_PERIODS,
  type DatedPeriod,
  EMPTIED,
  IN_PLACE,
  PERIOD_UNITS,
  PERIODS,
  type Period,
  type PeriodName,
  type PeriodUnit,
} from './periods.js';
export { Personal, type PersonalColumn, type PersonalUse, personalColumn, personalColumns } from './personal.js';
export {
  type BasisId,
  type BasisSources,
  BODY_KINDS,
  type BodyKind,
  basisOf,
  PROCESSINGS,
  type Processing,
  type ProcessingText,
} from './processings.js';
export { type ReviewedColumn, type ReviewedWhy, reviewedColumns } from './reviewed.js';
