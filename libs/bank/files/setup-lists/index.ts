export type { SetupListName, SetupListView, SetupRowView } from './list-spec.js';
export { SetupModule } from './setup.module.js';
export { SetupLists } from './setup.service.js';
