import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { DevicesModule } from '#bank/devices';
import { Everything } from './everything.js';
import { SearchController } from './search.controller.js';

@Module({ imports: [AllocationModule, DevicesModule], providers: [Everything], controllers: [SearchController] })
export class SearchFeature {}
