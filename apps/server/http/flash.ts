import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';

const NAME = 'bn_dit';

/** The cookie that carries one sentence across a redirect; null takes it away. */
export const flashCookie = (sentence: string | null): string =>
  stringifySetCookie({
    name: NAME,
    value: sentence ?? '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: sentence === null ? 0 : 60,
  });

export const readFlash = (req: Pick<FastifyRequest, 'headers'>): string | null =>
  cookieOf(req, NAME)?.slice(0, 300) ?? null;

/** One cookie of the request; null where it is not there, or empty. */
export const cookieOf = (req: { headers: { cookie?: string | undefined } }, name: string): string | null =>
  (req.headers.cookie && parseCookie(req.headers.cookie)[name]) || null;
