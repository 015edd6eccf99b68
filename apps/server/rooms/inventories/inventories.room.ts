import { Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { AgentsController } from './agents.controller.js';
import { inventoriesSentences } from './inventories.sentences.js';

speak(inventoriesSentences);

/** The room of inventories: agents' door, files dropped by hand, what waits for a person. */
@Module({ controllers: [AgentsController] })
export class InventoriesRoom {}
