import type { FastifyInstance } from 'fastify';
import { loadAssets } from '../ui/index.js';

/** Serves styles, scripts and fonts from memory; an address with its hash never changes. */
export function serveAssets(app: FastifyInstance): void {
  for (const [path, asset] of loadAssets()) {
    app.get(path, async (_req, reply) => {
      const cache = asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
      return reply.header('content-type', asset.type).header('cache-control', cache).send(asset.body);
    });
  }
}
