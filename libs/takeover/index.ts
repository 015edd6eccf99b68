export * from './old-log-views.js';
export { OldLogQueries } from './old-logs.queries.js';
export { OldLogsService } from './old-logs.service.js';
export { MAPPED_FIELDS, type MappedField, TAKEOVER_FIELDS, type TakeoverField } from './sheet-columns.js';
export { TakeoverModule } from './takeover.module.js';
export { TakeoverQueries } from './takeover.queries.js';
export { type Mapping, type OldFile, TakeoverService } from './takeover.service.js';
export { ANSWERS, type Known, type OldOrigin, ORIGINS, valueName } from './value-words.js';
export * from './views.js';
