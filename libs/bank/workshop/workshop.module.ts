import { Global, Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { entities, mapConstraint } from '#platform/database';
import { BenchService } from './bench/bench.service.js';
import * as workOrders from './bench/work-order.entity.js';
import { WorkshopQueries } from './bench/workshop.queries.js';
import { CertificatesService } from './erasure/certificates.service.js';
import { DeclaredLogs } from './erasure/declared-logs.service.js';
import { Docks } from './erasure/docks.service.js';
import { DonationCertificates } from './erasure/donation-certificates.service.js';
import { DriveAnswers } from './erasure/drive-answers.service.js';
import { ErasureService } from './erasure/erasure.service.js';
import * as erasureLogs from './erasure/erasure-log.entity.js';
import * as evidence from './erasure/evidence.entity.js';
import { LogConfirmations } from './erasure/log-confirmations.service.js';
import { UnreadFiles } from './erasure/unread-files.service.js';
import { Countersigning } from './media/countersigning.service.js';
import * as dataEnds from './media/data-end.entity.js';
import { DataEndQueries } from './media/data-ends.queries.js';
import { DataEnds } from './media/data-ends.service.js';
import { MediaService } from './media/media.service.js';
import { MediumPlaces } from './media/medium-places.service.js';
import { RemovedMediaQueries } from './media/removed-media.queries.js';
import { RemovedMedia } from './media/removed-media.service.js';
import * as removed from './media/removed-medium.entity.js';
import { SigningService } from './media/signing.service.js';
import * as runs from './runs/bench-run.entity.js';
import { BenchRunQueries } from './runs/bench-runs.queries.js';
import { BenchRuns } from './runs/bench-runs.service.js';

mapConstraint('bench_run_live', 'refurbishment.announced_already');
mapConstraint('result_use_pkey', 'refurbishment.result_used', 'log');
mapConstraint('countersignature_once', 'refurbishment.witnessed', 'ids');
mapConstraint('countersignature_of_end_once', 'refurbishment.witnessed', 'ids');
mapConstraint('dock_once', 'refurbishment.dock_known', 'serial');
mapConstraint('system_is_named', 'refurbishment.system_missing', 'system_name');

const SERVICES = [
  BenchRunQueries,
  BenchRuns,
  BenchService,
  Countersigning,
  DataEndQueries,
  DataEnds,
  DeclaredLogs,
  Docks,
  DonationCertificates,
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
  imports: [entities(workOrders, evidence, erasureLogs, removed, dataEnds, runs), DocumentsModule],
  providers: [...SERVICES, CertificatesService, SigningService, UnreadFiles],
  exports: SERVICES,
})
export class WorkshopModule {}
