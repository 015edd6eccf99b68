import { Global, Module } from '@nestjs/common';
import { entities, mapConstraint } from '#database';
import { DocumentsModule } from '#documents';
import { NotificationsModule } from '#notifications';
import { ArrivalsService } from './arrivals.service.js';
import { ContainersService } from './containers.service.js';
import { DeparturesService } from './departures.service.js';
import { ReturnsService } from './returns.service.js';
import { SlipService } from './slip.service.js';
import * as transfers from './transfer.entity.js';
import { TransferQueries } from './transfer.queries.js';
import { TransferMails } from './transfer-mails.js';
import { TransfersService } from './transfers.service.js';

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

/** Lots on the road between those who hold devices, and the crates they travel in. Global: allocation delivers through it. */
@Global()
@Module({
  imports: [entities(transfers), DocumentsModule, NotificationsModule],
  providers: [...SERVICES, SlipService],
  exports: SERVICES,
})
export class LogisticsModule {}
