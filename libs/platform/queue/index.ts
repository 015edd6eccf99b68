export { migrateQueue } from './migrate-queue.js';
export { backoff, Outbox, type OutboxWork, type PendingRow, type ScheduledWork } from './outbox.js';
export { OutboxRunnerModule, QueueModule } from './queue.module.js';
export type { QueueSettings } from './settings.js';
