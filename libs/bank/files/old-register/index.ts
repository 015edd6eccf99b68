export { DataImportModule } from './data-import.module.js';
export { DataImportQueries } from './data-import.queries.js';
export { DataImportService, type Mapping } from './data-import.service.js';
export * from './old-logs/old-log-views.js';
export {
  OLD_LOGS,
  OldLogQueries,
  type OldLogsAsked,
  type PartlyErased,
  PartlyErasedQueries,
} from './old-logs/old-logs.queries.js';
export { OldLogsService } from './old-logs/old-logs.service.js';
export { DATA_IMPORT_FIELDS, type DataImportField, MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
export { ANSWERS, type Known, type OldOrigin, valueName } from './value-words.js';
export * from './views.js';
export { DATA_IMPORT_LISTS } from './word-lists.js';
