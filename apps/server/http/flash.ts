import type { FastifyRequest } from 'fastify';

const NAME = 'bn_dit';

/** The cookie that carries one sentence across a redirect; null takes it away. */
export const flashCookie = (sentence: string | null): string =>
  `${NAME}=${sentence === null ? '' : encodeURIComponent(sentence)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${sentence === null ? 0 : 60}`;

export function readFlash(req: Pick<FastifyRequest, 'headers'>): string | null {
  const value = cookieOf(req, NAME);
  if (!value) return null;
  try {
    return decodeURIComponent(value).slice(0, 300);
  } catch {
    return null;
  }
}

/** One cookie of the request, as it was sent. */
export function cookieOf(req: { headers: { cookie?: string | undefined } }, name: string): string | null {
  for (const part of req.headers.cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}
