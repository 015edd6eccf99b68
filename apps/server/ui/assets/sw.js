import { send } from 'asset(sender.js)';
import { desk } from 'asset(store.js)';

// Keeps what the desk needs to open without a network: its page, which says nothing about anybody, and the files it uses.
// VERSION, PAGES, FILES and READER come before this; everything else goes to the network as if this script were not there.

const DESK = /^\/(collecte|dons\/[0-9a-f-]{36}\/appareils\/nouveau)\/?$/;
const [DESK_PAGE, OTHER_PAGE] = PAGES;
/** A network that is there and answers nothing is none. */
const SILENCE = 5000;

async function keepAll(urls) {
  const cache = await caches.open(VERSION);
  const get = async (url) => {
    const answer = await fetch(url, { credentials: 'omit', cache: 'no-cache' });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    await cache.put(url, answer);
  };
  await Promise.all(urls.map(get));
}

async function prepare() {
  await keepAll([...PAGES, ...FILES]);
  await self.skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  // A megabyte, for browsers whose camera cannot read a code by itself; without it, one types.
  if (!('BarcodeDetector' in self)) keepAll(READER).catch(() => undefined);
}

self.addEventListener('install', (event) => event.waitUntil(prepare()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

const kept = async (url) => (await caches.open(VERSION)).match(url);

async function page(event, isDesk) {
  const network = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const tooLong = new Promise((_, fail) => setTimeout(fail, SILENCE));
  try {
    const answer = await (isDesk ? Promise.race([network, tooLong]) : network);
    // What a proxy says when the server behind it is not there.
    if (answer.status < 502 || answer.status > 504) return answer;
  } catch {
    // Without a network, what follows.
  }
  network.catch(() => undefined);
  return (await kept(isDesk ? DESK_PAGE : OTHER_PAGE)) ?? Response.error();
}

/** A file that was not kept from the start (the reader of codes is large) is kept once somebody needed it. */
async function file(request) {
  const known = await kept(request.url);
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

// The network is back and no page may be open: what cannot be sent now makes the browser try again later.
async function sendWhatWaits() {
  const { me } = (await desk()) ?? {};
  if (me && (await send(me)).stopped === 'later') throw new Error('later');
}
self.addEventListener('sync', (event) => event.tag === 'envoi' && event.waitUntil(sendWhatWaits()));
