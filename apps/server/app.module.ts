import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { type Connection, DatabaseModule } from '#database';
import { DevicesModule } from '#devices';
import { PeopleModule } from '#people';
import { DevicesRoom } from './rooms/devices/devices.room.js';
import { DocumentsRoom } from './rooms/documents/documents.room.js';
import { PeopleRoom } from './rooms/people/people.room.js';

/** The whole house, floor by floor; each room brings the library it works with. */
const FLOORS = [PeopleModule, DevicesModule];
const ROOMS = [PeopleRoom, DevicesRoom, DocumentsRoom];

@Module({})
export class AppModule {
  static over(connection: Connection): DynamicModule {
    return { module: AppModule, imports: [DiscoveryModule, DatabaseModule.forRoot(connection), ...FLOORS, ...ROOMS] };
  }
}
