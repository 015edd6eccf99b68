import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/kernel';
import type { Flash } from '#platform/ui';

/** The way to the next thing to do. */
type Way = Flash['link'];

declare module 'fastify' {
  interface FastifyInstance {
    /** What somebody who opens a bank settles after the form of this address; none for anybody else. */
    nextStep?: (actor: Actor, address: string) => Promise<Way>;
  }
}

/** Where whoever sent a form goes on. Not to know it fails nothing: the form's work is done. */
export async function nextStepAfter({ server, url }: FastifyRequest, actor: Actor): Promise<Way> {
  try {
    return await server.nextStep?.(actor, url.split('?')[0]!);
  } catch (err) {
    server.log.warn({ err }, 'the next step was not found');
    return undefined;
  }
}
