import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { isHttps, serverSettings } from '#kernel';
import { AgentSignIn } from '#people';
import { serveApiDescription } from './api-description.js';
import { AnswerAdapter } from './http/adapter.js';
import { admitAgents } from './http/agents.js';
import { serveAssets } from './http/assets.js';
import { ErrorsFilter } from './http/errors.filter.js';
import { serverLog } from './http/log.js';
import { everyRouteDeclaresItsPolicy } from './http/policy.check.js';
import { leadsBy } from './http/route-rights.js';
import { refuseUnstorableText } from './http/storable-text.js';
import { acceptUploads } from './http/uploads.js';
import { apiValidation } from './http/validation.pipe.js';

/** The HTTP application around a root module, ready to listen: security headers, uploads, assets, one way to fail. */
export async function createServer(module: Type | object): Promise<NestFastifyApplication> {
  const { logLevel, trustProxy } = serverSettings();
  const adapter = new AnswerAdapter({
    loggerInstance: serverLog(logLevel) as never,
    // The one proxy in front says who comes; what a visitor writes in the header before it is theirs to invent.
    trustProxy: trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: 2 * 1024 * 1024,
    // The largest file there is, on a slow line; without an end, whoever sends a byte a minute is held for ever.
    requestTimeout: 20 * 60_000,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // The reader of codes is WebAssembly of ours; nothing else may be compiled.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    // `no-referrer` would make our own forms send `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps() ? { maxAge: 31_536_000 } : false,
  });
  await fastify.register(compress, { threshold: 1024 });
  admitAgents(fastify, () => app.get(AgentSignIn, { strict: false }));
  await acceptUploads(fastify);
  refuseUnstorableText(fastify);
  serveAssets(fastify);
  serveApiDescription(app, fastify);
  app.useGlobalFilters(new ErrorsFilter());
  app.useGlobalPipes(apiValidation());
  fastify.decorate('leads', leadsBy(everyRouteDeclaresItsPolicy(app.get(DiscoveryService, { strict: false }))));
  return app;
}
