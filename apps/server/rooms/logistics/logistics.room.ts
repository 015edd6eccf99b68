import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { LogisticsModule } from '#logistics';
import { speak } from '../../http/sentences.js';
import { ContainersApi, ContainersPages } from './containers.controller.js';
import { logisticsSentences } from './logistics.sentences.js';
import { NewTransfersPages } from './new-transfers.pages.controller.js';
import { TransfersApi } from './transfers.api.controller.js';
import { TransfersPages } from './transfers.pages.controller.js';

speak(logisticsSentences);

/** The room of lots and crates. */
@Module({
  imports: [LogisticsModule, DocumentsModule],
  controllers: [NewTransfersPages, TransfersPages, ContainersPages, TransfersApi, ContainersApi],
})
export class LogisticsRoom {}
