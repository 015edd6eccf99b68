import { stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { isHttps } from '#platform/kernel';
import { noteSeen } from '../askers/seen-askers.js';
import { cookieOf } from './flash.js';

// `__Host-` needs HTTPS; on plain localhost the cookie keeps its other protections.
const name = (): string => (isHttps() ? '__Host-bn_session' : 'bn_session');

/** Holds a session's secret; null removes it. */
export function sessionCookie(secret: string | null): string {
  if (secret) noteSeen(secret, true);
  return stringifySetCookie({
    name: name(),
    value: secret ?? '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    ...(secret ? {} : { maxAge: 0 }),
  });
}

export const readSession = (req: Pick<FastifyRequest, 'headers'>): string | null => cookieOf(req, name());

/** The API token of `Authorization: Bearer …`. */
export function readBearer(req: Pick<FastifyRequest, 'headers'>): string | null {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}
