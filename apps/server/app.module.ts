import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AllocationModule } from '#allocation';
import { type Connection, DatabaseModule } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
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
import { SimsModule } from '#sims';
import { TakeoverModule } from '#takeover';
import { AllocationRoom } from './rooms/allocation/allocation.room.js';
import { DeskRoom } from './rooms/desk/desk.room.js';
import { DevicesRoom } from './rooms/devices/devices.room.js';
import { DocumentsRoom } from './rooms/documents/documents.room.js';
import { GivingRoom } from './rooms/giving/giving.room.js';
import { IntakeRoom } from './rooms/intake/intake.room.js';
import { InventoriesRoom } from './rooms/inventories/inventories.room.js';
import { LabelsRoom } from './rooms/labels/labels.room.js';
import { LocksRoom } from './rooms/locks/locks.room.js';
import { LogisticsRoom } from './rooms/logistics/logistics.room.js';
import { MaintenanceRoom } from './rooms/maintenance/maintenance.room.js';
import { PeopleRoom } from './rooms/people/people.room.js';
import { PhotosRoom } from './rooms/photos/photos.room.js';
import { ReceiptsRoom } from './rooms/receipts/receipts.room.js';
import { ReportingRoom } from './rooms/reporting/reporting.room.js';
import { RulesRoom } from './rooms/rules/rules.room.js';
import { SimsRoom } from './rooms/sims/sims.room.js';
import { TakeoverRoom } from './rooms/takeover/takeover.room.js';
import { TerritoryRoom } from './rooms/territory/territory.room.js';
import { TodayRoom } from './rooms/today/today.room.js';
import { WorkshopRoom } from './rooms/workshop/workshop.room.js';

/** The whole house, floor by floor. */
const FLOORS = [
  PeopleModule,
  DocumentsModule,
  NotificationsModule,
  DevicesModule,
  LogisticsModule,
  IntakeModule,
  InventoriesModule,
  PhotosModule,
  RefurbishmentModule,
  SimsModule,
  AllocationModule,
  ReceiptsModule,
  MaintenanceModule,
  TakeoverModule,
  ReportingModule,
  RulesModule,
];
const ROOMS = [
  PeopleRoom,
  DevicesRoom,
  DocumentsRoom,
  IntakeRoom,
  LabelsRoom,
  DeskRoom,
  InventoriesRoom,
  PhotosRoom,
  LocksRoom,
  LogisticsRoom,
  WorkshopRoom,
  AllocationRoom,
  SimsRoom,
  MaintenanceRoom,
  ReceiptsRoom,
  ReportingRoom,
  RulesRoom,
  GivingRoom,
  TakeoverRoom,
  TerritoryRoom,
  TodayRoom,
];

@Module({})
export class AppModule {
  static over(connection: Connection): DynamicModule {
    return { module: AppModule, imports: [DiscoveryModule, DatabaseModule.forRoot(connection), ...FLOORS, ...ROOMS] };
  }
}
