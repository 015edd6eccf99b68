import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { type Connection, DatabaseModule } from '#database';
import { DevicesModule } from '#devices';
import { PeopleModule } from '#people';
import { DevicesRoom } from './rooms/devices/devices.room.js';
import { PeopleRoom } from './rooms/people/people.room.js';

/** The whole house, in the order of its floors. */
const LIBRARIES = [PeopleModule, DevicesModule];
const ROOMS = [PeopleRoom, DevicesRoom];

@Module({})
export class AppModule {
  static over(connection: Connection): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, DatabaseModule.forRoot(connection), ...LIBRARIES, ...ROOMS],
    };
  }
}
