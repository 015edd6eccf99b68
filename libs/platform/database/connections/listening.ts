import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import type { Connection } from '../data-source.js';
import { KEEP_ALIVE } from './patience.js';

const AGAIN_MS = 1_000;
/** How often, in milliseconds, the connection is checked for a silent death. */
const STILL_THERE_MS = 5_000;
const ANSWERS_WITHIN_MS = 4_000;

/** Gets the payload of a notification, or null after a reconnection, when some may have been missed. */
type Heard = (payload: string | null) => void;

/** Listens to `NOTIFY` on a connection of its own, and opens another when that one is lost. */
export class Listening implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('database');
  private readonly ears = new Map<string, Heard>();
  private client: pg.Client | null = null;
  private open = false;
  private stopped = false;
  private again: NodeJS.Timeout | null = null;
  private asking: NodeJS.Timeout | null = null;
  private complained = false;

  constructor(private readonly connection: Connection) {}

  /** True while notifications arrive, at once or within five seconds of a connection's silent death. */
  get hears(): boolean {
    return this.open;
  }

  hear(channel: string, heard: Heard): void {
    if (this.ears.has(channel)) throw new Error(`the channel ${channel} is heard twice`);
    this.ears.set(channel, heard);
    if (this.open && this.client) {
      const { client } = this;
      client.query(`LISTEN ${channel}`).catch((error: Error) => this.lost(client, error));
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.open = false;
    if (this.again) clearTimeout(this.again);
    if (this.asking) clearInterval(this.asking);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async start(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.connection.url,
      application_name: `${this.connection.applicationName ?? 'bn'}, listening`,
      ...KEEP_ALIVE,
      connectionTimeoutMillis: 10_000,
      query_timeout: ANSWERS_WITHIN_MS,
      options: this.connection.asApplication ? '-c role=bn_app' : undefined,
    });
    this.client = client;
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    client.on('notification', ({ channel, payload }) => this.ears.get(channel)?.(payload ?? ''));
    try {
      await client.connect();
      await client.query([...this.ears.keys()].map((channel) => `LISTEN ${channel};`).join(' '));
      this.begin(client);
    } catch (error) {
      this.lost(client, error as Error);
    }
  }

  private begin(client: pg.Client): void {
    if (this.stopped || this.client !== client) return;
    this.open = true;
    this.complained = false;
    this.asking = setInterval(() => {
      client.query('SELECT 1').catch((error: Error) => this.lost(client, error));
    }, STILL_THERE_MS);
    this.asking.unref();
    for (const heard of this.ears.values()) heard(null);
  }

  private lost(client: pg.Client, error: Error): void {
    if (this.stopped || this.client !== client) return;
    this.client = null;
    this.open = false;
    if (this.asking) clearInterval(this.asking);
    if (!this.complained) this.log.warn(`${error.message}; listening again by itself when it is back`);
    this.complained = true;
    client.end().catch(() => undefined);
    this.again = setTimeout(() => void this.start(), AGAIN_MS);
  }
}
