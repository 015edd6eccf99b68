import { Module } from '@nestjs/common';
import { DevicesModule } from '#devices';
import { Everything } from './everything.js';
import { SearchController } from './search.controller.js';

/** The search of everything. */
@Module({ imports: [DevicesModule], providers: [Everything], controllers: [SearchController] })
export class SearchFeature {}
