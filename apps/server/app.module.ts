import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AllocationModule } from '#bank/allocation';
import { BulkModule } from '#bank/bulk';
import { CorrectionsModule } from '#bank/corrections';
import { DevicesModule } from '#bank/devices';
import { DocumentsModule } from '#bank/documents';
import { EventsModule } from '#bank/events';
import { FaultsModule } from '#bank/faults';
import { FiguresModule } from '#bank/figures';
import { ImportsModule } from '#bank/files/engine';
import { DataImportModule } from '#bank/files/old-register';
import { SetupModule } from '#bank/files/setup-lists';
import { IncidentsModule } from '#bank/incidents';
import { IntakeModule } from '#bank/intake';
import { InventoriesModule } from '#bank/inventories';
import { LogisticsModule } from '#bank/logistics';
import { MailsModule } from '#bank/mails';
import { PeopleModule } from '#bank/people';
import { PhotosModule } from '#bank/photos';
import { ReceiptsModule } from '#bank/receipts';
import { RulesModule } from '#bank/rules';
import { SimsModule } from '#bank/sims';
import { WorkshopModule } from '#bank/workshop';
import { type Connection, DatabaseModule } from '#platform/database';
import { QueueModule } from '#platform/queue';
import { AllocationFeature } from '../../libs/bank/allocation/web/allocation.feature.js';
import { BulkFeature } from '../../libs/bank/bulk/web/bulk.feature.js';
import { CorrectionsFeature } from '../../libs/bank/corrections/web/corrections.feature.js';
import { DevicesFeature } from '../../libs/bank/devices/web/devices.feature.js';
import { DocumentsFeature } from '../../libs/bank/documents/list/web/documents.feature.js';
import { EventsFeature } from '../../libs/bank/events/web/events.feature.js';
import { FaultsFeature } from '../../libs/bank/faults/web/faults.feature.js';
import { FiguresFeature } from '../../libs/bank/figures/web/figures.feature.js';
import { DataImportFeature } from '../../libs/bank/files/old-register/web/data-import.feature.js';
import { SetupFeature } from '../../libs/bank/files/setup-lists/web/setup.feature.js';
import { OpeningFeature } from '../../libs/bank/home/opening/web/opening.feature.js';
import { SearchFeature } from '../../libs/bank/home/search/web/search.feature.js';
import { SystemFeature } from '../../libs/bank/home/system/web/system.feature.js';
import { TodayFeature } from '../../libs/bank/home/today/web/today.feature.js';
import { IncidentsFeature } from '../../libs/bank/incidents/web/incidents.feature.js';
import { DeskFeature } from '../../libs/bank/intake/desk/web/desk.feature.js';
import { GivingFeature } from '../../libs/bank/intake/giving/web/giving.feature.js';
import { LabelsFeature } from '../../libs/bank/intake/labels/web/labels.feature.js';
import { LocksFeature } from '../../libs/bank/intake/locks/web/locks.feature.js';
import { IntakeFeature } from '../../libs/bank/intake/web/intake.feature.js';
import { InventoriesFeature } from '../../libs/bank/inventories/web/inventories.feature.js';
import { LogisticsFeature } from '../../libs/bank/logistics/web/logistics.feature.js';
import { MailsFeature } from '../../libs/bank/mails/web/mails.feature.js';
import { PeopleFeature } from '../../libs/bank/people/web/people.feature.js';
import { PhotosFeature } from '../../libs/bank/photos/web/photos.feature.js';
import { ReceiptsFeature } from '../../libs/bank/receipts/web/receipts.feature.js';
import { RulesFeature } from '../../libs/bank/rules/web/rules.feature.js';
import { SimsFeature } from '../../libs/bank/sims/web/sims.feature.js';
import { TerritoryFeature } from '../../libs/bank/territory/web/territory.feature.js';
import { WorkshopFeature } from '../../libs/bank/workshop/web/workshop.feature.js';
import { WorkerModule } from '../worker/worker.module.js';

const LIBRARIES = [
  PeopleModule,
  EventsModule,
  DocumentsModule,
  MailsModule,
  CorrectionsModule,
  DevicesModule,
  ImportsModule,
  LogisticsModule,
  IntakeModule,
  InventoriesModule,
  PhotosModule,
  WorkshopModule,
  SetupModule,
  SimsModule,
  AllocationModule,
  ReceiptsModule,
  FaultsModule,
  IncidentsModule,
  DataImportModule,
  BulkModule,
  FiguresModule,
  RulesModule,
];
const FEATURES = [
  PeopleFeature,
  EventsFeature,
  MailsFeature,
  OpeningFeature,
  DevicesFeature,
  BulkFeature,
  SearchFeature,
  DocumentsFeature,
  IntakeFeature,
  LabelsFeature,
  DeskFeature,
  InventoriesFeature,
  PhotosFeature,
  LocksFeature,
  LogisticsFeature,
  WorkshopFeature,
  AllocationFeature,
  SetupFeature,
  SimsFeature,
  FaultsFeature,
  IncidentsFeature,
  ReceiptsFeature,
  FiguresFeature,
  RulesFeature,
  GivingFeature,
  DataImportFeature,
  SystemFeature,
  TerritoryFeature,
  CorrectionsFeature,
  TodayFeature,
];

@Module({})
export class AppModule {
  static over(connection: Connection): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, DatabaseModule.forRoot(connection), ...LIBRARIES, ...FEATURES],
    };
  }
}

export interface RootOptions {
  readonly connection: Connection;
  /** Null when jobs travel in PostgreSQL. */
  readonly redisUrl?: string | null;
  readonly work: boolean;
}

/** The application and what each of its processes needs: the same for the server, the workers, the command line and the tests. */
@Module({})
export class RootModule {
  static for({ connection, redisUrl, work }: RootOptions): DynamicModule {
    const { url, asApplication = false } = connection;
    const queue = QueueModule.forRoot({ databaseUrl: url, asApplication, redisUrl: redisUrl ?? undefined });
    const worker = work ? [WorkerModule] : [];
    return {
      module: RootModule,
      imports: [queue, AppModule.over(connection), PeopleModule, ...worker],
    };
  }
}
