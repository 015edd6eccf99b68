export type * from './figure.views.js';
export { FiguresService } from './figures.service.js';
export { ReportingModule } from './reporting.module.js';
export { SMALL } from './small-counts.js';
