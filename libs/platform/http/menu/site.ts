import type { FastifyRequest } from 'fastify';
import type { Site } from '#bank/people';
import { isHttps, publicUrl } from '#platform/kernel';

/** The site as browsers know it: its own address; on plain localhost the port that was asked. */
export const siteOf = (req: Pick<FastifyRequest, 'headers'>): Site => ({
  origin: isHttps() ? new URL(publicUrl()!).origin : `http://${req.headers.host ?? 'localhost'}`,
});
