import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Answer } from './answer.js';
import { send } from './send.js';

/** Fastify, taught that an `Answer` brings its own status and headers. */
export class AnswerAdapter extends FastifyAdapter {
  override reply(
    ...[response, body, statusCode]: Parameters<FastifyAdapter['reply']>
  ): ReturnType<FastifyAdapter['reply']> {
    if (body instanceof Answer) return send(response as FastifyReply, body) as never;
    return super.reply(response, body, statusCode);
  }
}
