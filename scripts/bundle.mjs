import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// What a browser of 2020 takes as it is; esbuild writes the rest in its words.
const TARGET = ['es2020', 'chrome85', 'firefox79', 'safari14', 'ios14'];
const BROWSER = 'apps/browser';
/** What pages load: each a bundle of its own, so that no page waits for a file that a file names. */
const isPageScript = (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts');

/** What esbuild is asked for: the scripts of pages, the camera with its reader apart, and the service worker. */
function bundles(root) {
  const source = join(root, BROWSER);
  const shared = {
    absWorkingDir: root,
    outdir: join(root, 'dist', BROWSER),
    bundle: true,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    target: TARGET,
    // Safari 14.0 has it, but for a rare case; without it esbuild would refuse.
    supported: { destructuring: true },
    tsconfig: join(source, 'tsconfig.json'),
    logLevel: 'error',
    write: false,
  };
  const scripts = readdirSync(source).filter(isPageScript);
  const entries = (names) => names.map((name) => join(source, name));
  return [
    { ...shared, format: 'esm', entryPoints: entries(scripts.filter((name) => name !== 'camera.ts')) },
    // `import()` makes a file of what it fetches; its name, and the one of the .wasm, holds the hash of its content.
    {
      ...shared,
      format: 'esm',
      splitting: true,
      entryPoints: entries(['camera.ts']),
      loader: { '.wasm': 'file' },
      chunkNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      publicPath: '/assets',
    },
    // Not every browser takes modules in a service worker.
    { ...shared, format: 'iife', entryPoints: [join(source, 'service-worker', 'service-worker.ts')] },
  ];
}

/** The browser's scripts as `[path in dist, content]`. Throws after printing what is wrong. */
export async function bundleBrowser(root) {
  const { build } = await import('esbuild');
  const results = await Promise.all(bundles(root).map((options) => build(options)));
  return results.flatMap(({ outputFiles }) => outputFiles.map(({ path, contents }) => [path, contents]));
}

/** Writes them where the server reads them, in place of those before; the rest of `dist` stays, so it is no whole build any more. */
export async function writeBundles(root) {
  const files = await bundleBrowser(root);
  rmSync(join(root, 'dist', '.stamp'), { force: true });
  rmSync(join(root, 'dist', BROWSER), { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
