import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/kernel';

export interface Asset {
  body: Buffer;
  type: string;
  /** The address holds a hash of the content, so it can be cached for ever. */
  immutable: boolean;
}

const STYLES = [
  'tokens',
  'base',
  'forms',
  'choices',
  'buttons',
  'content',
  'secrets',
  'table',
  'figures',
  'navigation',
  'shell',
  'pages',
  'lists',
  'bulk',
  'phone',
  'labels',
  'desk',
  'photos',
  'print',
];
/** Of the desk and the workshop's tablet, and of no page for a phone. */
const WORK_STYLES = ['bench', 'folded'];
const FONTS: [name: string, path: string][] = ['next', 'mono'].flatMap((family) =>
  ['400', '700'].map((weight): [string, string] => [
    `${family}-${weight}.woff2`,
    `node_modules/@fontsource/atkinson-hyperlegible-${family}/files/atkinson-hyperlegible-${family}-latin-${weight}-normal.woff2`,
  ]),
);
const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
};

const root = packageRoot();
const own = (file: string): Buffer => readFileSync(join(root, 'libs/platform/ui/assets', file));
const hash = (body: Buffer): string => createHash('sha256').update(body).digest('base64url').slice(0, 10);

/** In a sheet, `asset(name)` becomes the hashed address. */
function linked(source: string, urls: Map<string, string>): Buffer {
  return Buffer.from(source.replace(/asset\(([\w.-]+)\)/g, (_, name: string) => urls.get(name)!));
}

const lean = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s+/g, '\n');

const ICONS = ['icon-192.png', 'icon-512.png', 'icon-maskable.png'];

const bundles = join(root, 'dist/apps/browser');
const WORKER = 'service-worker.js';
/** In the name of a file that a script fetches when it needs it: our reader of codes. */
const HASH_IN_NAME = /-[0-9A-Z]{8}(?=\.\w+$)/;

function build(): { urls: Map<string, string>; files: Map<string, Asset> } {
  const urls = new Map<string, string>();
  const files = new Map<string, Asset>();
  const add = (name: string, body: Buffer): void => {
    const type = TYPES[name.split('.').pop()!]!;
    const url = `/assets/${name}`;
    files.set(url, { body, type, immutable: true });
    urls.set(name, HASH_IN_NAME.test(name) ? url : `${url}?v=${hash(body)}`);
  };
  for (const [name, path] of FONTS) add(name, readFileSync(join(root, path)));
  add('icon.svg', own('icon.svg'));
  for (const name of ICONS) add(name, own(name));
  for (const name of readdirSync(bundles).filter((one) => one !== WORKER)) add(name, readFileSync(join(bundles, name)));
  const sheet = (names: readonly string[]): Buffer =>
    linked(lean(names.map((name) => own(`${name}.css`).toString()).join('\n')), urls);
  add('app.css', sheet(STYLES));
  add('work.css', sheet(WORK_STYLES));
  return { urls, files };
}

let built: ReturnType<typeof build> | undefined;
const assets = (): ReturnType<typeof build> => (built ??= build());

/** Every static file, by path (without the hash): read once, kept in memory. */
export const loadAssets = (): Map<string, Asset> => assets().files;

/** Today's file for an older hashed name, which a page that stays open over a deployment asks for. */
export function assetOfBefore(path: string): Asset | undefined {
  const stem = path.replace(HASH_IN_NAME, '');
  const today = [...assets().files.keys()].find((known) => known !== path && known.replace(HASH_IN_NAME, '') === stem);
  return today === undefined ? undefined : { ...assets().files.get(today)!, immutable: false };
}

/**
 * The service worker, with the files it caches at once (`FILES`), and those that only some browsers need (`READER`, our reader of codes); `VERSION`
 * and `PAGES` have to be put before it.
 */
export function workerScript(): string {
  const lists = { FILES: [] as string[], READER: [] as string[] };
  for (const [name, url] of assets().urls)
    if (!/^(signature|communes|icon-)/.test(name)) lists[HASH_IN_NAME.test(name) ? 'READER' : 'FILES'].push(url);
  const declarations = Object.entries(lists).map(([name, urls]) => `const ${name} = ${JSON.stringify(urls)};\n`);
  return declarations.join('') + readFileSync(join(bundles, WORKER), 'utf8');
}

/** The address of a static file with the hash of its content, e.g. `/assets/app.css?v=…`. */
export function assetUrl(name: string): string {
  const url = assets().urls.get(name);
  if (!url) throw new Error(`No asset named ${name}`);
  return url;
}
