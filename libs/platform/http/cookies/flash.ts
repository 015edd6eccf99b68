import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { type Flash, ownPath } from '#platform/ui';

const NAME = 'bn_dit';

/** A sentence after an act, with or without a link to what it made. */
export type FlashNotice = string | Flash;

/** Carries one notice across a redirect; null removes it. */
export const flashCookie = (said: FlashNotice | null): string =>
  stringifySetCookie({
    name: NAME,
    value: said === null ? '' : typeof said === 'string' ? said : JSON.stringify(said),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: said === null ? 0 : 60,
  });

export function readFlash(req: Pick<FastifyRequest, 'headers'>): Flash | null {
  const said = cookieOf(req, NAME);
  if (!said) return null;
  return said.startsWith('{') ? readLinked(said) : { text: said.slice(0, 300) };
}

/** Anybody can set a cookie: its link must be a path of ours. */
function readLinked(said: string): Flash | null {
  try {
    const { text, link } = JSON.parse(said) as { text?: unknown; link?: { href?: unknown; label?: unknown } };
    if (typeof text !== 'string') return null;
    const { href, label } = link ?? {};
    const leads = typeof href === 'string' && typeof label === 'string' && href.length <= 300 && ownPath(href) === href;
    return { text: text.slice(0, 300), link: leads ? { href, label: label.slice(0, 80) } : undefined };
  } catch {
    return null;
  }
}

/** One cookie of the request; null where it is missing or empty. */
export const cookieOf = (req: { headers: { cookie?: string | undefined } }, name: string): string | null =>
  (req.headers.cookie && parseCookie(req.headers.cookie)[name]) || null;
