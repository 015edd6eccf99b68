export { migrateQueue } from './migrate-queue.js';
export { backoff, Outbox, type OutboxWork, type PendingRow, type ScheduledWork } from './outbox.js';
export { OutboxRunner } from './outbox-runner.js';
export { OutboxRunnerModule, QueueModule } from './queue.module.js';
export { QUEUE_SETTINGS, type QueueSettings } from './settings.js';
