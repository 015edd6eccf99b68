import { Global, Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { addNotices, MailsModule } from '#bank/mails';
import { entities, mapConstraint } from '#platform/database';
import { ContainersService } from './containers/containers.service.js';
import { ArrivalsService } from './transfers/arrivals.service.js';
import { DeparturesService } from './transfers/departures.service.js';
import { ReturnsService } from './transfers/returns.service.js';
import { SlipService } from './transfers/slip.service.js';
import * as transfers from './transfers/transfer.entity.js';
import { TransferQueries } from './transfers/transfer.queries.js';
import { TRANSFER_NOTICES, TransferMails } from './transfers/transfer-notices.js';
import { TransfersService } from './transfers/transfers.service.js';

mapConstraint('device_in_one_open_transfer', 'logistics.already_listed', 'code');
mapConstraint('container_in_one_open_transfer', 'logistics.already_listed', 'code');

const SERVICES = [
  ArrivalsService,
  ContainersService,
  DeparturesService,
  ReturnsService,
  TransferMails,
  TransferQueries,
  TransfersService,
];

addNotices(TRANSFER_NOTICES);

/** Lots on the road between those who hold devices, and the crates they travel in. Global: allocation delivers through it. */
@Global()
@Module({
  imports: [entities(transfers), DocumentsModule, MailsModule],
  providers: [...SERVICES, SlipService],
  exports: SERVICES,
})
export class LogisticsModule {}
