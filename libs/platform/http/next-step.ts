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

/** Whether somebody follows the steps of a new bank: the address of a page says so, and the button of its form. */
export function leadsOn({ query, body }: FastifyRequest): boolean {
  const asked = (query as { ouverture?: unknown } | undefined)?.ouverture === 'oui';
  return asked || Boolean((body as { _suite?: unknown } | null | undefined)?._suite);
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
