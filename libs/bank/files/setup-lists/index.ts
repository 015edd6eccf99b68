export type { ListWords, SetupListView, SetupRowView } from './list-spec.js';
export { SetupModule } from './setup.module.js';
export { type SetupListName, SetupLists } from './setup.service.js';
