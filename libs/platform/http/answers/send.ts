import type { FastifyReply } from 'fastify';
import type { Answer } from './answer.js';

export async function send(reply: FastifyReply, answer: Answer): Promise<void> {
  void reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) void reply.header(name, value);
  await reply.send(answer.body ?? '');
}
