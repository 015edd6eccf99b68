export { SetupModule } from './setup.module.js';
export { SetupLists } from './setup.service.js';
export type { SetupListName, SetupListView, SetupRowView } from './setup.views.js';
