import { Module } from '@nestjs/common';
import { addSentences } from '#platform/http';
import { AgentsController } from './agents.controller.js';
import { DeviceInventoryController } from './device-inventory.controller.js';
import { InventoriesController } from './inventories.controller.js';
import { inventoriesSentences } from './inventories.sentences.js';
import { MachineSection } from './machine.section.js';
import { ReceivedExport } from './received-list.page.js';
import { ReviewAnswersService } from './review-answers.service.js';

addSentences(inventoriesSentences);

/** The feature of inventories: agents' door, files dropped by hand, what waits for a person, the machine on a device's page. */
@Module({
  controllers: [ReceivedExport, AgentsController, InventoriesController, DeviceInventoryController],
  providers: [ReviewAnswersService, MachineSection],
})
export class InventoriesFeature {}
