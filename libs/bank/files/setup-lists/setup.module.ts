import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AllocationModule } from '#bank/allocation';
import { ImportAnswers, ImportKinds, ImportQueries, ImportsModule, ImportsService } from '#bank/files/engine';
import { TerritoryModule } from '#bank/territory';
import type { SetupListSpec } from './list-spec.js';
import { SETUP_LISTS, SetupLists } from './setup.service.js';

/** What a bank begins with, from spreadsheets. */
@Module({
  imports: [AllocationModule, ImportsModule, TerritoryModule],
  providers: [
    ...SETUP_LISTS,
    {
      provide: SetupLists,
      inject: [DataSource, ImportsService, ImportQueries, ImportKinds, ImportAnswers, ...SETUP_LISTS],
      useFactory: (
        db: DataSource,
        imports: ImportsService,
        queries: ImportQueries,
        kinds: ImportKinds,
        answers: ImportAnswers,
        ...specs: SetupListSpec<unknown>[]
      ) => new SetupLists(db, imports, queries, kinds, answers, specs),
    },
  ],
  exports: [SetupLists],
})
export class SetupModule {}
