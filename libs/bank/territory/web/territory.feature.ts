import { Module } from '@nestjs/common';
import { CommunesController } from './communes.controller.js';

/** The feature of places in France: the official communes, for whoever types one. */
@Module({ controllers: [CommunesController] })
export class TerritoryFeature {}
