import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Asset, assetOfBefore, loadAssets } from '#platform/ui';

/** Serves styles, scripts and fonts from memory; an address with a hash never changes its content. */
export function serveAssets(app: FastifyInstance): void {
  for (const [path, asset] of loadAssets()) app.get(path, async (_req, reply) => sendAsset(reply, asset));
  app.get('/assets/:file', async (req, reply) => {
    const asset = assetOfBefore(req.url.split('?')[0]!);
    return asset ? sendAsset(reply, asset) : reply.callNotFound();
  });
}

function sendAsset(reply: FastifyReply, { type, body, immutable }: Asset): FastifyReply {
  const cache = immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
  return reply.header('content-type', type).header('cache-control', cache).send(body);
}
