import { stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { isHttps, PERIODS } from '#platform/kernel';
import { cookieOf } from './flash.js';

const name = (): string => (isHttps() ? '__Host-bn_navigateur' : 'bn_navigateur');

/** The cookie by which a browser is known to the accounts that were opened with it. It opens nothing, and stays when one leaves. */
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

/** As `rememberDevice` makes them; anything else is none of ours. */
const SECRET = /^[\w-]{43}$/;

export function readDevice(req: Pick<FastifyRequest, 'headers'>): string | null {
  const secret = cookieOf(req, name());
  return secret && SECRET.test(secret) ? secret : null;
}
