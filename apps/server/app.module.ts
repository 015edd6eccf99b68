import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AllocationModule } from '#allocation';
import { BulkModule } from '#bulk';
import { CorrectionsModule } from '#corrections';
import { DataImportModule } from '#data-import';
import { type Connection, DatabaseModule } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { ImportsModule } from '#imports';
import { IntakeModule } from '#intake';
import { InventoriesModule } from '#inventories';
import { LogisticsModule } from '#logistics';
import { MaintenanceModule } from '#maintenance';
import { NotificationsModule } from '#notifications';
import { PeopleModule } from '#people';
import { PhotosModule } from '#photos';
import { ReceiptsModule } from '#receipts';
import { RefurbishmentModule } from '#refurbishment';
import { ReportingModule } from '#reporting';
import { RulesModule } from '#rules';
import { SetupModule } from '#setup';
import { SimsModule } from '#sims';
import { AllocationFeature } from './features/allocation/allocation.feature.js';
import { BulkFeature } from './features/bulk/bulk.feature.js';
import { CorrectionsFeature } from './features/corrections/corrections.feature.js';
import { DataImportFeature } from './features/data-import/data-import.feature.js';
import { DeskFeature } from './features/desk/desk.feature.js';
import { DevicesFeature } from './features/devices/devices.feature.js';
import { DocumentsFeature } from './features/documents/documents.feature.js';
import { GivingFeature } from './features/giving/giving.feature.js';
import { IntakeFeature } from './features/intake/intake.feature.js';
import { InventoriesFeature } from './features/inventories/inventories.feature.js';
import { LabelsFeature } from './features/labels/labels.feature.js';
import { LocksFeature } from './features/locks/locks.feature.js';
import { LogisticsFeature } from './features/logistics/logistics.feature.js';
import { MailsFeature } from './features/mails/mails.feature.js';
import { MaintenanceFeature } from './features/maintenance/maintenance.feature.js';
import { OpeningFeature } from './features/opening/opening.feature.js';
import { PeopleFeature } from './features/people/people.feature.js';
import { PhotosFeature } from './features/photos/photos.feature.js';
import { ReceiptsFeature } from './features/receipts/receipts.feature.js';
import { ReportingFeature } from './features/reporting/reporting.feature.js';
import { RulesFeature } from './features/rules/rules.feature.js';
import { SearchFeature } from './features/search/search.feature.js';
import { SetupFeature } from './features/setup/setup.feature.js';
import { SimsFeature } from './features/sims/sims.feature.js';
import { SystemFeature } from './features/system/system.feature.js';
import { TerritoryFeature } from './features/territory/territory.feature.js';
import { TodayFeature } from './features/today/today.feature.js';
import { WorkshopFeature } from './features/workshop/workshop.feature.js';

/** The whole program, layer by layer. */
const LIBRARIES = [
  PeopleModule,
  DocumentsModule,
  NotificationsModule,
  CorrectionsModule,
  DevicesModule,
  ImportsModule,
  LogisticsModule,
  IntakeModule,
  InventoriesModule,
  PhotosModule,
  RefurbishmentModule,
  SetupModule,
  SimsModule,
  AllocationModule,
  ReceiptsModule,
  MaintenanceModule,
  DataImportModule,
  BulkModule,
  ReportingModule,
  RulesModule,
];
const FEATURES = [
  PeopleFeature,
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
  MaintenanceFeature,
  ReceiptsFeature,
  ReportingFeature,
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
