import { stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { isHttps } from '#platform/kernel';
import { cookieOf } from './flash.js';

const name = (): string => (isHttps() ? '__Host-bn_fournisseur' : 'bn_fournisseur');

/** Holds, sealed, to which identity provider this browser went; null removes it. Lax: it comes back from another site. */
export const authRequestCookie = (sealed: string | null, seconds = 0): string =>
  stringifySetCookie({
    name: name(),
    value: sealed ?? '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    maxAge: sealed ? seconds : 0,
  });

export const readAuthRequest = (req: Pick<FastifyRequest, 'headers'>): string | null => cookieOf(req, name());
