import { Global, Module } from '@nestjs/common';
import { CommunesService } from './communes.service.js';

/** Where things are in France. Global: addresses are asked for in several features. */
@Global()
@Module({ providers: [CommunesService], exports: [CommunesService] })
export class TerritoryModule {}
