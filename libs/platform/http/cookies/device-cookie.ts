import { stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { isHttps, PERIODS } from '#platform/kernel';
import { cookieOf } from './flash.js';

const name = (): string => (isHttps() ? '__Host-bn_navigateur' : 'bn_navigateur');

/** Recognises a browser in which somebody signed in. It opens nothing, and stays after signing out. */
export const deviceCookie = (secret: string): string =>
  stringifySetCookie({
    name: name(),
    value: secret,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    maxAge: PERIODS.known_device.days * 24 * 3600,
  });

/** As `rememberDevice` makes them. */
const SECRET = /^[\w-]{43}$/;

export function readDevice(req: Pick<FastifyRequest, 'headers'>): string | null {
  const secret = cookieOf(req, name());
  return secret && SECRET.test(secret) ? secret : null;
}
