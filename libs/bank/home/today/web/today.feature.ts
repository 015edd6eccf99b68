import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { CorrectionsModule } from '#bank/corrections';
import { EventsModule } from '#bank/events';
import { FaultsModule } from '#bank/faults';
import { FiguresModule } from '#bank/figures';
import { DataImportModule } from '#bank/files/old-register';
import { IncidentsModule } from '#bank/incidents';
import { IntakeModule } from '#bank/intake';
import { LogisticsModule } from '#bank/logistics';
import { SimsModule } from '#bank/sims';
import { WorkshopModule } from '#bank/workshop';
import { OpeningFeature } from '../../opening/web/opening.feature.js';
import { BlockersController } from './blockers.controller.js';
import { TodayPages } from './today.controller.js';
import { TodayCounts } from './today.counts.js';

@Module({
  imports: [
    CorrectionsModule,
    DataImportModule,
    IntakeModule,
    LogisticsModule,
    WorkshopModule,
    AllocationModule,
    SimsModule,
    FaultsModule,
    IncidentsModule,
    EventsModule,
    FiguresModule,
    OpeningFeature,
  ],
  controllers: [TodayPages, BlockersController],
  providers: [TodayCounts],
})
export class TodayFeature {}
