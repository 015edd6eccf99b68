import { send } from '../offline/sender.js';
import { desk } from '../offline/store.js';

// Caches what the desk needs to open without a network: its page, which is nobody's, and its files. Everything else goes to the network. Built as one
// classic script: not every browser takes modules in a service worker.

// Written before this script by the server (`libs/bank/intake/desk/web/desk.controller.tsx`).
declare const VERSION: string;
declare const PAGES: readonly [desk: string, other: string, unanswered: string];
declare const FILES: readonly string[];
/** What only some browsers need: our reader of codes. */
declare const READER: readonly string[];
declare const self: ServiceWorkerGlobalScope;

/** Not in TypeScript's library: no standard yet. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const DESK = /^\/(collecte|dons\/[0-9a-f-]{36}\/appareils\/nouveau)\/?$/;
const [DESK_PAGE, OTHER_PAGE, UNANSWERED_PAGE] = PAGES;
/** A network that answers nothing for so long, in ms, is none. */
const SILENCE = 5000;

async function keepAll(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(VERSION);
  const get = async (url: string): Promise<void> => {
    const answer = await fetch(url, { credentials: 'omit', cache: 'no-cache' });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    await cache.put(url, answer);
  };
  await Promise.all(urls.map(get));
}

async function prepare(): Promise<void> {
  await keepAll([...PAGES, ...FILES]);
  await self.skipWaiting();
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  // A megabyte, for browsers whose camera cannot read a code by itself; without it, one types.
  if (!('BarcodeDetector' in self)) void keepAll(READER).catch(() => undefined);
}

self.addEventListener('install', (event) => event.waitUntil(prepare()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

const cached = async (url: string): Promise<Response | undefined> => (await caches.open(VERSION)).match(url);

async function page(event: FetchEvent, isDesk: boolean): Promise<Response> {
  const network = (async (): Promise<Response> => (await event.preloadResponse) ?? fetch(event.request))();
  const tooLong = new Promise<never>((_, fail) => setTimeout(fail, SILENCE));
  let other = OTHER_PAGE;
  try {
    const answer = await (isDesk ? Promise.race([network, tooLong]) : network);
    // A proxy answers so when the server behind it is not there.
    if (answer.status < 502 || answer.status > 504) return answer;
    // Our own server says when to ask again; its page says why.
    if (!isDesk && answer.headers.has('retry-after')) return answer;
    other = UNANSWERED_PAGE;
  } catch {}
  network.catch(() => undefined);
  return (await cached(isDesk ? DESK_PAGE : other)) ?? Response.error();
}

/** Files that were not cached from the start (the reader of codes is large) are cached when first used. */
async function file(request: Request): Promise<Response> {
  const known = await cached(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(VERSION)).put(request, answer.clone());
  return answer;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event, DESK.test(url.pathname)));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

// The network is back and no page may be open: throwing makes the browser try again later.
async function sendWhatWaits(): Promise<void> {
  const { me } = (await desk()) ?? {};
  if (me && (await send(me)).stopped === 'later') throw new Error('later');
}

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === 'envoi') sync.waitUntil(sendWhatWaits());
});
