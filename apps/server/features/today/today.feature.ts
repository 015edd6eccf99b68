import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { CorrectionsModule } from '#corrections';
import { DataImportModule } from '#data-import';
import { IntakeModule } from '#intake';
import { LogisticsModule } from '#logistics';
import { MaintenanceModule } from '#maintenance';
import { RefurbishmentModule } from '#refurbishment';
import { ReportingModule } from '#reporting';
import { SimsModule } from '#sims';
import { OpeningFeature } from '../opening/opening.feature.js';
import { BlockersController } from './blockers.controller.js';
import { TodayPages } from './today.controller.js';
import { TodayCounts } from './today.counts.js';

/** The home page, made of what every feature counts. */
@Module({
  imports: [
    CorrectionsModule,
    DataImportModule,
    IntakeModule,
    LogisticsModule,
    RefurbishmentModule,
    AllocationModule,
    SimsModule,
    MaintenanceModule,
    ReportingModule,
    OpeningFeature,
  ],
  controllers: [TodayPages, BlockersController],
  providers: [TodayCounts],
})
export class TodayFeature {}
