import { Global, Module } from '@nestjs/common';
import { entities } from '#platform/database';
import * as received from './received.entity.js';
import { ReceivedQueries } from './received.queries.js';
import { Reception } from './reception.service.js';
import { ReviewService } from './review.service.js';

const SERVICES = [Reception, ReceivedQueries, ReviewService];

/** What machines say of themselves, from the agent's message to the device. */
@Global()
@Module({ imports: [entities(received)], providers: SERVICES, exports: SERVICES })
export class InventoriesModule {}
