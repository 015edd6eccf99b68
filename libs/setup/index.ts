export type { ListField } from './list-spec.js';
export { SetupModule } from './setup.module.js';
export { SetupService } from './setup.service.js';
export { SETUP_LISTS, type SetupListName, type SetupListView, type SetupRowView } from './setup.views.js';
