import { Global, Module } from '@nestjs/common';
import { entities, mapConstraint } from '#database';
import { DocumentsModule } from '#documents';
import { BenchService } from './bench.service.js';
import { CertificatesService } from './certificates.service.js';
import * as countersignatures from './countersignature.entity.js';
import { Countersigning } from './countersigning.service.js';
import * as dataEnds from './data-end.entity.js';
import { DataEndQueries } from './data-ends.queries.js';
import { DataEnds } from './data-ends.service.js';
import { DeclaredLogs } from './declared-logs.service.js';
import { Docks } from './docks.service.js';
import * as driveAnswers from './drive-answer.entity.js';
import { DriveAnswers } from './drive-answers.service.js';
import { ErasureService } from './erasure.service.js';
import * as erasureLogs from './erasure-log.entity.js';
import * as evidence from './evidence.entity.js';
import * as logConfirmations from './log-confirmation.entity.js';
import { LogConfirmations } from './log-confirmations.service.js';
import { MediaService } from './media.service.js';
import { MediumPlaces } from './medium-places.service.js';
import { RemovedMediaQueries } from './removed-media.queries.js';
import { RemovedMedia } from './removed-media.service.js';
import * as removed from './removed-medium.entity.js';
import { SigningService } from './signing.service.js';
import * as workOrders from './work-order.entity.js';
import { WorkshopQueries } from './workshop.queries.js';

mapConstraint('result_use_pkey', 'refurbishment.result_used', 'log');
mapConstraint('countersignature_once', 'refurbishment.witnessed', 'ids');
mapConstraint('countersignature_of_end_once', 'refurbishment.witnessed', 'ids');
mapConstraint('dock_once', 'refurbishment.dock_known', 'serial');
mapConstraint('system_is_named', 'refurbishment.system_missing', 'system_name');

const SERVICES = [
  BenchService,
  Countersigning,
  DataEndQueries,
  DataEnds,
  DeclaredLogs,
  Docks,
  DriveAnswers,
  ErasureService,
  LogConfirmations,
  MediaService,
  MediumPlaces,
  RemovedMedia,
  RemovedMediaQueries,
  WorkshopQueries,
];

/** The workshop: evidence of erasure, tests, grades, and the gate to the stock. Global: maintenance and reporting read it. */
@Global()
@Module({
  imports: [
    entities(workOrders, evidence, erasureLogs, removed, dataEnds, countersignatures, driveAnswers, logConfirmations),
    DocumentsModule,
  ],
  providers: [...SERVICES, CertificatesService, SigningService],
  exports: SERVICES,
})
export class RefurbishmentModule {}
