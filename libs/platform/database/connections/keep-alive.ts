/** Of every connection: one that has lain dead for so long is found by the machine itself. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
