import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { readBearer, releasePlace } from '#platform/http';
import { clock, metricsToken } from '#platform/kernel';
import type { SystemStatus } from './system-status.js';

interface Figure {
  readonly name: string;
  readonly help: string;
  readonly value: (status: SystemStatus) => number | null | { readonly of: string; readonly value: number }[];
}

const FIGURES: readonly Figure[] = [
  { name: 'bn_database_bytes', help: 'Size of the database.', value: (s) => s.databaseBytes },
  {
    name: 'bn_workers_alive',
    help: 'Workers with a recent heartbeat.',
    value: (s) => s.workers.filter((w) => w.alive).length,
  },
  {
    name: 'bn_queue_waiting',
    help: 'Rows whose work is due, up to 1000.',
    value: (s) => s.queues.map(({ queue, waiting }) => ({ of: queue, value: waiting })),
  },
  {
    name: 'bn_queue_oldest_seconds',
    help: 'How long the oldest of them has been seen to wait.',
    value: (s) => s.queues.map(({ queue, oldestSeconds }) => ({ of: queue, value: oldestSeconds })),
  },
  {
    name: 'bn_mails',
    help: 'Mails that wait, and what became of those asked for in the last day.',
    value: ({ mails }) => Object.entries(mails).map(([of, value]) => ({ of, value })),
  },
  {
    name: 'bn_connections_waiting',
    help: 'Requests and jobs that wait for a connection.',
    value: (s) => s.connections.waiting,
  },
  { name: 'bn_connections_working', help: 'Connections in use.', value: (s) => s.connections.working },
  {
    name: 'bn_backup_age_seconds',
    help: 'Age of the last backup; absent when none is seen.',
    value: (s) => s.lastBackup && Math.round((clock.ms() - s.lastBackup.getTime()) / 1000),
  },
  {
    name: 'bn_unproven_seconds',
    help: 'For how long the audit has not been sealed or verified, nothing backed up or restored; absent for what the program cannot know.',
    value: (s) =>
      s.proofs
        .filter(({ known }) => known)
        .map(({ kind, unprovenSince: since }) => ({
          of: kind,
          value: since ? Math.max(0, Math.round((clock.ms() - since.getTime()) / 1000)) : 0,
        })),
  },
  {
    name: 'bn_unproven',
    help: '1 while that is too long, or its tries fail.',
    value: (s) => s.proofs.filter(({ known }) => known).map(({ kind, late }) => ({ of: kind, value: late ? 1 : 0 })),
  },
  { name: 'bn_disk_free_bytes', help: 'Left where uploads are written.', value: (s) => s.diskFreeBytes },
  {
    name: 'bn_data_disk_free_bytes',
    help: 'Left where the embedded Postgres writes; absent for another.',
    value: (s) => s.dataFreeBytes,
  },
  {
    name: 'bn_database_full',
    help: '1 while Postgres says that it has no space to write.',
    value: (s) => (s.databaseFullAt ? 1 : 0),
  },
];

/**
 * `/metrics` for Prometheus, to whoever has `METRICS_TOKEN`; to everybody else it does not exist. Routes as the program declares them: no address.
 */
export function serveMetrics(app: FastifyInstance, look: () => Promise<SystemStatus>): void {
  const token = metricsToken();
  if (!token) return;
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'bn_request_seconds',
    help: 'Requests by route, from their first byte to the end of the answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  const gauges = FIGURES.map(({ name, help, value }) => ({
    gauge: new Gauge({ name, help, labelNames: ['of'] as const, registers: [register] }),
    value,
  }));
  app.addHook('onResponse', async (req, reply) => {
    const route = req.routeOptions.url ?? 'none';
    requests.observe(
      { method: req.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    );
  });
  app.get('/metrics', async (req, reply) => {
    if (!isSame(readBearer(req) ?? '', token)) return reply.callNotFound();
    releasePlace(req);
    const status = await look().catch(() => null);
    for (const { gauge, value } of gauges) {
      gauge.reset();
      const found = status && value(status);
      if (typeof found === 'number') gauge.set({}, found);
      else for (const { of, value: n } of found ?? []) gauge.set({ of }, n);
    }
    return reply.header('content-type', register.contentType).send(await register.metrics());
  });
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
