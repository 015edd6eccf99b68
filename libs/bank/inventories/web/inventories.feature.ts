import { Module } from '@nestjs/common';
import { addSentences, type Sentences } from '#platform/http';
import { AgentsController } from './agents.controller.js';
import { DeviceInventoryController } from './device-inventory.controller.js';
import { InventoriesController } from './inventories.controller.js';
import { MachineSection } from './machine.section.js';
import { ReceivedExport } from './received-list.page.js';
import { ReviewAnswersService } from './review-answers.service.js';

const inventoriesSentences: Sentences = {
  'inventories.no_member': () =>
    'Un inventaire se reçoit au nom d’une organisation. Servez-vous d’une clé d’accès de la vôtre.',
  'inventories.already_decided': () =>
    'Quelqu’un a déjà décidé pour cet inventaire, ou un plus récent l’a remplacé. Revenez à la liste.',
  'inventories.document_of_another': () =>
    'Ce fichier a déjà été joint à un autre appareil. Vérifiez que vous avez le bon fichier.',
  'inventories.reason_missing': () => 'Choisissez pourquoi cet inventaire est écarté.',
  'inventories.not_received': () =>
    'Ce fichier a été lu, mais il n’a pas pu être gardé. Les autres le sont. Renvoyez-le ; s’il est refusé encore, montrez-le à la banque.',
  'inventories.file_missing': () => 'Choisissez au moins un fichier d’inventaire.',
  'inventories.code_missing': () => 'Scannez ou écrivez le code de l’appareil.',
  'inventories.code_unknown': () =>
    'Aucun de vos appareils ne porte ce code, ce numéro ou cette série. Relisez l’étiquette.',
  'inventories.code_ambiguous': () => 'Plusieurs appareils portent ce numéro. Écrivez le code de l’étiquette (BN-…).',
  'inventories.donation_missing': () => 'Choisissez le don avec lequel cette machine est venue.',
};

addSentences(inventoriesSentences);

/** The feature of inventories: agents' door, files dropped by hand, what waits for a person, the machine on a device's page. */
@Module({
  controllers: [ReceivedExport, AgentsController, InventoriesController, DeviceInventoryController],
  providers: [ReviewAnswersService, MachineSection],
})
export class InventoriesFeature {}
