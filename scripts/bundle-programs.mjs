import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one starts: each becomes one file, where it loaded a thousand of ours and as many of packages. */
const PROGRAMS = ['apps/server/main', 'apps/worker/main', 'apps/cli/main'];

const EXTERNAL = [
  // Of machine code.
  'sharp',
  '@node-rs/argon2',
  // Which packages look for and do without.
  'pg-native',
  'msgpackr-extract',
  '@valkey/valkey-glide',
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-express',
  '@fastify/static',
  '@fastify/view',
];

/** Before each: where `dist` is, and what CommonJS packages expect to find. */
const FIRST = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __pathOf } from 'node:url';
const __dist = import.meta.url.slice(0, import.meta.url.lastIndexOf('/dist/') + 6);
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __pathOf(new URL('.', import.meta.url));`;

/** A module asks where it stands (for its worker's thread, migrations, package.json): where TypeScript's compiler put it, not in the bundle. */
const inPlace = (dist) => ({
  name: 'in-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\](?:apps|libs)[/\\].*\.js$/ }, ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const url = `(__dist + ${JSON.stringify(path.slice(dist.length + 1).replaceAll('\\', '/'))})`;
      const contents = text
        .replaceAll('import.meta.url', url)
        .replaceAll('import.meta.dirname', `__pathOf(new URL('.', ${url})).slice(0, -1)`);
      return { contents, loader: 'js' };
    }),
});

/**
 * The programs as `[path in dist, content]`, made of what the compiler wrote into `dist`: they start in two thirds of the time. What is
 * loaded late (`import()`) is run late; in files of their own (`splitting`), CommonJS that is loaded late would have no names. Throws after
 * printing what is wrong.
 */
export async function bundlePrograms(root) {
  const { build } = await import('esbuild');
  const dist = join(root, 'dist');
  const { outputFiles } = await build({
    absWorkingDir: root,
    outdir: dist,
    entryPoints: PROGRAMS.map((name) => ({ in: join(dist, `${name}.js`), out: name })),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Nest's messages, the API's schemas and the log call classes by their names.
    keepNames: true,
    // As Node asks packages, which knows no `module`.
    conditions: ['node-addons'],
    external: EXTERNAL,
    banner: { js: FIRST },
    plugins: [inPlace(dist)],
    legalComments: 'none',
    logLevel: 'error',
    write: false,
  });
  return outputFiles.map(({ path, contents }) => [path, contents]);
}
