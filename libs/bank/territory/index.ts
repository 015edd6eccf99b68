export { CommunesService, type CommuneView, communeWords } from './communes.service.js';
export { TerritoryModule } from './territory.module.js';
