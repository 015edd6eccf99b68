export { DATED_TABLES, type DatedTable, type DatedTableId, datedTable, isDatedTable } from './dated-tables.js';
export { type HoldingLine, PersonalDataService, type RegisterLine } from './personal-data.service.js';
export { RulesModule } from './rules.module.js';
export { RULE_IDS, RulesService } from './rules.service.js';
