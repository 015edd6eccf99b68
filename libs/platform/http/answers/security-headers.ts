import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { isHttps } from '#platform/kernel';

const DIRECTIVES = {
  defaultSrc: ["'none'"],
  // The reader of codes is our own WebAssembly.
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

/** Sets helmet's headers on every answer; they are always the same, so helmet is called once. */
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
  headers.set(
    'permissions-policy',
    'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
  );
  // Labels, private links and people's work are not for search engines.
  headers.set('x-robots-tag', 'noindex, nofollow');
  // By default nothing is cached: other people may use the browser. Assets and the list of communes set their own header.
  headers.set('cache-control', 'private, no-store');
  const always = Object.fromEntries(headers);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(always).header('x-request-id', request.id);
    done();
  });
}
