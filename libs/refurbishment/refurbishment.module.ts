import { Global, Module } from '@nestjs/common';
import { mapConstraint } from '#database';
import { DocumentsModule } from '#documents';
import { BenchService } from './bench.service.js';
import { CertificatesService } from './certificates.service.js';
import { DeclaredLogs } from './declared-logs.service.js';
import { ErasureService } from './erasure.service.js';
import { MediaService } from './media.service.js';
import { SigningService } from './signing.service.js';
import { WorkshopQueries } from './workshop.queries.js';

mapConstraint('result_use_pkey', 'refurbishment.result_used', 'log');
mapConstraint('system_is_named', 'refurbishment.system_missing', 'system_name');

const SERVICES = [BenchService, DeclaredLogs, ErasureService, MediaService, WorkshopQueries];

/** The workshop: evidence of erasure, tests, grades, and the gate to the stock. Global: maintenance and reporting read it. */
@Global()
@Module({
  imports: [DocumentsModule],
  providers: [...SERVICES, CertificatesService, SigningService],
  exports: SERVICES,
})
export class RefurbishmentModule {}
