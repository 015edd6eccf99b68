import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { LogisticsModule } from '#logistics';
import { addSentences } from '../../http/sentences.js';
import { addFieldWords } from '../../http/typed-words.js';
import { ArrivalsController } from './arrivals.controller.js';
import { ContainerExportController } from './container-export.controller.js';
import { ContainersController } from './containers.controller.js';
import { logisticsFieldWords } from './logistics.field-words.js';
import { logisticsSentences } from './logistics.sentences.js';
import { NewTransfersController } from './new-transfers.controller.js';
import { TransferActs } from './transfer-acts.js';
import { TransferExportController } from './transfer-export.controller.js';
import { TransfersController } from './transfers.controller.js';

addFieldWords(logisticsFieldWords);
addSentences(logisticsSentences);

/** The feature of lots and crates. */
@Module({
  imports: [LogisticsModule, DocumentsModule],
  controllers: [
    TransferExportController,
    NewTransfersController,
    TransfersController,
    ArrivalsController,
    ContainerExportController,
    ContainersController,
  ],
  providers: [TransferActs],
})
export class LogisticsFeature {}
