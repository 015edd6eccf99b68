export {
  DATED_TABLES,
  type DatedColumn,
  type DatedTable,
  type DatedTableId,
  datedTable,
  isDatedTable,
} from './dated-tables.js';
export { type HoldingLine, PersonalDataService, type RegisterLine } from './personal-data.service.js';
export { RulesModule } from './rules.module.js';
export { type NewRule, RULE_IDS, RulesService, type RuleView } from './rules.service.js';
export { TEXT_LENGTH } from './values.js';
