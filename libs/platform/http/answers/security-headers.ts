import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { isHttps } from '#platform/kernel';

const DIRECTIVES = {
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
};

/** Sets helmet's headers on every answer: the same each time, so it is asked for them once. */
export function setSecurityHeaders(fastify: FastifyInstance): void {
  const headers = new Map<string, string>();
  const setHeader = (name: string, value: string) => headers.set(name, value);
  const answer = { setHeader, removeHeader: () => undefined } as unknown as ServerResponse;
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
    // `no-referrer` would make our own forms send `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps() ? { maxAge: 31_536_000 } : false,
  })({} as IncomingMessage, answer, (error?: unknown) => {
    if (error) throw error;
  });
  // The camera reads codes; of what else a page could ask of a phone, nothing.
  headers.set(
    'permissions-policy',
    'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
  );
  // Nothing here is for a search engine: labels, private links and people's work.
  headers.set('x-robots-tag', 'noindex, nofollow');
  // And nothing is kept, by a browser that others use or on the way: what may be (assets, the list of communes) says so in its answer.
  headers.set('cache-control', 'private, no-store');
  const always = Object.fromEntries(headers);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(always).header('x-request-id', request.id);
    done();
  });
}
