export { type DatedPeriod, PERIODS, type Period, type PeriodName } from './periods.js';
export { Personal, type PersonalColumn, type PersonalUse, personalColumn, personalColumns } from './personal.js';
export {
  BODY_KINDS,
  type BodyKind,
  basisOf,
  PROCESSINGS,
  type Processing,
  type ProcessingSaid,
} from './processings.js';
