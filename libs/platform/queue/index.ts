export { migrateQueue, type QueueSettings } from './backend.js';
export { backoff, Outbox, type OutboxWork, type PendingRow, type ScheduledWork } from './outbox.js';
export { OutboxRunnerModule, QueueModule } from './queue.module.js';
