import { Module } from '@nestjs/common';
import { CommunesApi, CommunesPages } from './communes.controller.js';

/** The room of places in France: the official communes, for whoever types one. */
@Module({ controllers: [CommunesPages, CommunesApi] })
export class TerritoryRoom {}
