/** Jobs travel in Postgres, or in Redis when its address is given. */
export interface QueueSettings {
  /** The application's address: the runner listens there. */
  readonly databaseUrl: string;
  /** Give up ownership on every connection (`SET ROLE bn_app`): for an address that is also the owner's. */
  readonly asApplication?: boolean;
  readonly redisUrl?: string | undefined;
  /** How long a silent worker keeps its job before another takes it, in milliseconds. */
  readonly lockMs?: number;
  /** Jobs at once in one process, per queue. */
  readonly concurrency?: number;
}

export const QUEUE_SETTINGS = Symbol('queue settings');
