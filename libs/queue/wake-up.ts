import pg from 'pg';
import { WAKE_CHANNEL } from './outbox.js';
import type { QueueSettings } from './settings.js';

const AGAIN_MS = 1_000;

/** Listens for wake-up calls on a connection of its own, and opens another when that one is lost. */
export class WakeUp {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  /** @param woken gets the name of the queue, or null after a time without ears, when anything may have been said */
  constructor(
    private readonly settings: QueueSettings,
    private readonly woken: (queue: string | null) => void,
    private readonly onError: (error: Error) => void,
  ) {}

  async start(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.settings.databaseUrl,
      application_name: 'bn relay',
      keepAlive: true,
      ...(this.settings.asApplication ? { options: '-c role=bn_app' } : {}),
    });
    this.client = client;
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    client.on('notification', (call) => this.woken(call.payload ?? null));
    try {
      await client.connect();
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      this.woken(null);
    } catch (error) {
      this.lost(client, error as Error);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private lost(client: pg.Client, error: Error): void {
    if (this.stopped || this.client !== client) return;
    this.client = null;
    this.onError(error);
    client.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.start(), AGAIN_MS);
  }
}
