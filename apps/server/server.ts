import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { serveApiDescription } from './api-description.js';
import { AnswerAdapter } from './http/adapter.js';
import { serveAssets } from './http/assets.js';
import { ErrorsFilter } from './http/errors.filter.js';
import { everyRouteDeclaresItsPolicy } from './http/policy.check.js';
import { refuseUnstorableText } from './http/storable-text.js';
import { acceptUploads } from './http/uploads.js';
import { apiValidation } from './http/validation.pipe.js';

/** Secrets that must never reach a log line. */
const REDACTED = ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'];

/** The HTTP application around a root module, ready to listen: security headers, uploads, assets, one way to fail. */
export async function createServer(module: Type | object): Promise<NestFastifyApplication> {
  const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'warn', redact: REDACTED });
  const adapter = new AnswerAdapter({
    loggerInstance: logger as never,
    trustProxy: process.env['TRUST_PROXY'] === '1',
    bodyLimit: 2 * 1024 * 1024,
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
        scriptSrc: ["'self'"],
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
    strictTransportSecurity: (process.env['PUBLIC_URL'] ?? '').startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
  await fastify.register(compress, { threshold: 1024 });
  await acceptUploads(fastify);
  refuseUnstorableText(fastify);
  serveAssets(fastify);
  serveApiDescription(app, fastify);
  app.useGlobalFilters(new ErrorsFilter());
  app.useGlobalPipes(apiValidation());
  everyRouteDeclaresItsPolicy(app.get(DiscoveryService, { strict: false }));
  return app;
}
