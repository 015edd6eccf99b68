/** TCP keep-alive for every connection: the kernel finds a dead one. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
