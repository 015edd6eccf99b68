import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { DataSource } from 'typeorm';
import { leftLately } from '#bank/devices';
import { AgentSignIn, BankService, IdentifyService } from '#bank/people';
import { removedLeftLately } from '#bank/workshop';
import {
  AnswerAdapter,
  acceptUploads,
  admitAgents,
  apiValidation,
  backgroundLog,
  boundReceiving,
  boundStrangers,
  Ctx,
  ErrorsFilter,
  everyRouteDeclaresItsPolicy,
  leadsBy,
  openAmong,
  programLog,
  refuseOddForms,
  refuseUnstorableText,
  rememberRules,
  requestId,
  serveAssets,
  serveHealth,
  setSecurityHeaders,
  shareFairly,
  tagAnswers,
  waitAsKind,
  whoAsks,
} from '#platform/http';
import { serverSettings } from '#platform/kernel';
import { Checklist } from '../../libs/bank/home/opening/web/checklist.js';
import { serveMetrics } from '../../libs/bank/home/system/web/metrics.js';
import { SystemStatusService } from '../../libs/bank/home/system/web/system-status.js';
import { TodayCounts } from '../../libs/bank/home/today/web/today.counts.js';
import { serveApiDescription } from './api-description.js';

/** A page is compressed for one reader, once: quality 4 takes a quarter more time than 1, for a tenth fewer bytes. */
const QUICKLY = { [constants.BROTLI_PARAM_QUALITY]: 1 };

/** The HTTP application around a root module, ready to listen. */
export async function createServer(module: Type | object): Promise<NestFastifyApplication> {
  const { trustProxy } = serverSettings();
  const log = programLog();
  const adapter = new AnswerAdapter({
    loggerInstance: log as never,
    // Only the one proxy in front is believed: visitors can write the header too.
    trustProxy: trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    genReqId: requestId,
    bodyLimit: 2 * 1024 * 1024,
    // The largest file, on a slow line; without a limit, a sender of a byte a minute is held for ever.
    requestTimeout: 20 * 60_000,
    // A browser sends its headers at once; whoever sends them letter by letter holds a connection.
    http: { headersTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    // However long: an address that names nothing is answered in our own words, and Node bounds it already.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    // Requests in flight are answered; idle connections of browsers delay nothing.
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, adapter, {
    logger: backgroundLog(log),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  waitAsKind(fastify);
  setSecurityHeaders(fastify);
  adapter.refuseWhenLeaving();
  tagAnswers(fastify);
  fastify.decorate('shares', shareFairly(fastify));
  // Only answers: a body that it cannot decompress leaves its connection unread, and the next request on it waits for ever.
  await fastify.register(compress, { threshold: 1024, globalDecompression: false, brotliOptions: QUICKLY });
  admitAgents(fastify, () => app.get(AgentSignIn, { strict: false }));
  const people = () => app.get(IdentifyService, { strict: false });
  boundReceiving(fastify, people);
  await acceptUploads(fastify, people);
  fastify.decorate('strangers', boundStrangers(fastify, people));
  refuseUnstorableText(fastify);
  refuseOddForms(fastify);
  serveHealth(fastify, () => app.get(DataSource, { strict: false }));
  serveMetrics(fastify, () => app.get(SystemStatusService, { strict: false }).look());
  serveAssets(fastify);
  serveApiDescription(app, fastify);
  app.useGlobalFilters(
    new ErrorsFilter(
      async (actor, named) => {
        const db = app.get(DataSource, { strict: false });
        return (await leftLately(db, actor, named)) ?? (await removedLeftLately(db, actor, named));
      },
      async (req, reply) => {
        const identity = await whoAsks(req, people());
        if (!identity) return null;
        const bank = await app.get(BankService, { strict: false }).settings();
        return new Ctx(req, reply, identity, bank, app.get(DataSource, { strict: false }));
      },
    ),
  );
  app.useGlobalPipes(apiValidation());
  rememberRules();
  const routes = everyRouteDeclaresItsPolicy(app.get(DiscoveryService, { strict: false }));
  fastify.decorate('leads', leadsBy(routes));
  fastify.decorate('openRoutes', openAmong(routes));
  fastify.decorate('declaredPaths', new Set(routes.map(({ path }) => path)));
  fastify.decorate('listPaths', new Set(routes.flatMap(({ path, isList }) => (isList ? [path] : []))));
  fastify.decorate('menuCounter', (actor) => app.get(TodayCounts, { strict: false }).menu(actor));
  fastify.decorate('nextStep', (actor, address) => app.get(Checklist, { strict: false }).after(actor, address));
  return app;
}
