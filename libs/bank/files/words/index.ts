export {
  DAY_ORDERS,
  DateColumn,
  type DayOrder,
  dateInEachOrder,
  isDayOrder,
  isStatedOrder,
  type KnownDate,
  readDate,
  type StatedOrder,
} from './date.js';
export {
  type DonatedAnswer,
  isDonatedAnswer,
  isOfAPart,
  readDonatedCell,
  readDonatedTitle,
  saysRetained,
} from './donated/donated.js';
export { readKind, readKindOfRow, splitCount } from './kinds/kind.js';
export { makeAndModel, readMaker } from './makers.js';
export { readEuros, readNumber } from './number.js';
export {
  isNamedAfterSomebody,
  looksLikePerson,
  mayBePerson,
  placeInName,
  remarkOfNobody,
  SOMEBODY,
  tellsOfPeople,
  withoutOwner,
  withoutPeople,
  withoutPeopleInNumber,
  withoutTitled,
} from './people.js';
export { ask, type Because, type Reading, remembering, type ShownReading } from './reading.js';
export { readState, readStateUnder, tellsOfBattery } from './states/state.js';
export { isKnownTitle, readTitle, type TitleMeaning } from './titles/title.js';
