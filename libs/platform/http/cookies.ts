import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { isHttps, PERIODS } from '#platform/kernel';
import { type Flash, ownPath } from '#platform/ui';
import { noteSeen } from './askers/seen-askers.js';

const FLASH = 'bn_dit';

export type FlashNotice = string | Flash;

/** Carries one notice across a redirect; null removes it. */
export const flashCookie = (notice: FlashNotice | null): string =>
  stringifySetCookie({
    name: FLASH,
    value: notice === null ? '' : typeof notice === 'string' ? notice : JSON.stringify(notice),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: notice === null ? 0 : 60,
  });

export function readFlash(req: Pick<FastifyRequest, 'headers'>): Flash | null {
  const said = cookieOf(req, FLASH);
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

export const cookieOf = (req: { headers: { cookie?: string | undefined } }, name: string): string | null =>
  (req.headers.cookie && parseCookie(req.headers.cookie)[name]) || null;

/** `__Host-` needs HTTPS; on plain localhost the cookie keeps its other protections. */
const hostName = (name: string): string => (isHttps() ? `__Host-${name}` : name);
const hostCookie = (name: string, value: string, maxAge?: number): string =>
  stringifySetCookie({
    name: hostName(name),
    value,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    maxAge,
  });

/** Holds a session's secret; null removes it. */
export function sessionCookie(secret: string | null): string {
  if (secret) noteSeen(secret, true);
  return hostCookie('bn_session', secret ?? '', secret ? undefined : 0);
}

export const readSession = (req: Pick<FastifyRequest, 'headers'>): string | null =>
  cookieOf(req, hostName('bn_session'));

/** The API token of `Authorization: Bearer …`. */
export function readBearer(req: Pick<FastifyRequest, 'headers'>): string | null {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

/** Recognises a browser in which somebody signed in. It opens nothing, and stays after signing out. */
export const deviceCookie = (secret: string): string =>
  hostCookie('bn_navigateur', secret, PERIODS.known_device.days * 24 * 3600);

/** As `rememberDevice` makes them. */
const DEVICE_SECRET = /^[\w-]{43}$/;

export function readDevice(req: Pick<FastifyRequest, 'headers'>): string | null {
  const secret = cookieOf(req, hostName('bn_navigateur'));
  return secret && DEVICE_SECRET.test(secret) ? secret : null;
}

/** Holds, sealed, to which identity provider this browser went; null removes it. Lax: it comes back from another site. */
export const authRequestCookie = (sealed: string | null, seconds = 0): string =>
  hostCookie('bn_fournisseur', sealed ?? '', sealed ? seconds : 0);

export const readAuthRequest = (req: Pick<FastifyRequest, 'headers'>): string | null =>
  cookieOf(req, hostName('bn_fournisseur'));
