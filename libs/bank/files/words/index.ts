export {
  DAY_ORDERS,
  DateColumn,
  type DayOrder,
  dateInEachOrder,
  isDayOrder,
  isSaidOrder,
  type KnownDate,
  readDate,
  type StatedOrder,
} from './date.js';
export { type Given, isGiven, readGivenUnder, saysRetained } from './given/given.js';
export { readGivenTitle } from './given/given-titles.js';
export { splitCount } from './kinds/counted.js';
export { readKind, readKindOfRow } from './kinds/kind.js';
export { makeAndModel } from './make-model.js';
export { readMaker } from './makers.js';
export { readNumber } from './number.js';
export { ask, type Because, type Reading, remembering, type ShownReading } from './reading.js';
export { readStateUnder } from './states/state.js';
export { isKnownTitle, readTitle, type TitleMeaning } from './titles/title.js';
