import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Refused } from '../refusals/refusals.js';
import { Answer, send } from './answer.js';

/** Answers in flight are cut after this; a form that is sent again does nothing twice. */
const LAST_ANSWERS_MS = 25_000;

/** Fastify that sends an `Answer` with its own status and headers, and closes gracefully. */
export class AnswerAdapter extends FastifyAdapter {
  #leaving = false;

  override reply(
    ...[response, body, statusCode]: Parameters<FastifyAdapter['reply']>
  ): ReturnType<FastifyAdapter['reply']> {
    if (body instanceof Answer) return send(response as FastifyReply, body) as never;
    return super.reply(response, body, statusCode);
  }

  refuseWhenLeaving(): void {
    const fastify = this.getInstance();
    fastify.addHook('onRequest', async () => {
      if (this.#leaving) throw new Refused(503, 'request.busy');
    });
    // A kept-alive connection would delay the closing.
    fastify.addHook('onSend', async (_req, reply) => {
      if (this.#leaving) void reply.header('connection', 'close');
    });
  }

  /** Nest calls this first; then the queue is closed, then `close`, and the database last. */
  override beforeClose(): void {
    super.beforeClose();
    this.#leaving = true;
  }

  override async close(): Promise<void> {
    const { server } = this.getInstance();
    const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    await super.close().finally(() => clearTimeout(timer));
  }
}
