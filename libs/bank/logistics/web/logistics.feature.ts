import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { LogisticsModule } from '#bank/logistics';
import { addFieldWords, addSentences } from '#platform/http';
import { ContainersController } from '../containers/web/containers.controller.js';
import { ContainerExport } from '../containers/web/containers.pages.js';
import { ArrivalsController } from '../transfers/web/arrivals.controller.js';
import { NewTransfersController } from '../transfers/web/new-transfers.controller.js';
import { TransferExport } from '../transfers/web/transfer-list.page.js';
import { TransferActs, TransfersController } from '../transfers/web/transfers.controller.js';
import { logisticsSentences } from './logistics.sentences.js';

addFieldWords({ code: { label: 'Code' }, codes: { label: 'Codes' } });
addSentences(logisticsSentences);

@Module({
  imports: [LogisticsModule, DocumentsModule],
  controllers: [
    TransferExport,
    NewTransfersController,
    TransfersController,
    ArrivalsController,
    ContainerExport,
    ContainersController,
  ],
  providers: [TransferActs],
})
export class LogisticsFeature {}
