import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * The packages of many files that nearly every suite loads, by the name under which they are asked for. Each becomes one
 * file: a suite loads some 1,800 files less, a second and a half of it. A package may stand here when nobody reaches
 * into it for anything that lives once (a class compared, a registry), or when `with` names what is reached for too.
 */
const PACKAGES = [
  { name: 'rxjs' },
  { name: 'typeorm' },
  { name: 'bullmq' },
  { name: 'ioredis' },
  { name: 'class-validator', inline: ['validator', 'libphonenumber-js'] },
  { name: 'class-transformer' },
  { name: 'es-toolkit/compat' },
  { name: '@opentelemetry/api' },
  { name: 'semver' },
  { name: 'prom-client' },
  { name: 'nodemailer' },
  { name: 'cron-parser' },
  { name: '@nestjs/swagger' },
  { name: '@nestjs/common', with: 'internal.js' },
  { name: '@nestjs/core', with: 'internal.js' },
];

const require = createRequire(import.meta.url);
const entries = new Map();
for (const one of PACKAGES) {
  const entry = require.resolve(one.name);
  entries.set(entry, { ...one, entry });
  if (one.with) entries.set(join(dirname(entry), one.with), { ...one, entry, second: true });
}

/** What a file of a package becomes, or null when it stays as it is. */
export function asOneFile(path) {
  const found = entries.get(path);
  if (!found) return null;
  const { entry, inline = [], second } = found;
  if (second) return `module.exports = require('./${basename(entry)}').__second;`;
  const first = JSON.stringify(`./${basename(entry)}`);
  const { outputFiles } = buildSync({
    ...(found.with
      ? {
          stdin: {
            contents: `export * from ${first}; export * as __second from './${found.with}';`,
            resolveDir: dirname(entry),
          },
        }
      : { entryPoints: [entry] }),
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    keepNames: true,
    logLevel: 'error',
    packages: inline.length ? undefined : 'external',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__here' },
    banner: { js: "const __here = require('node:url').pathToFileURL(__filename).href;" },
  });
  return outputFiles[0].text;
}

/** By what the above is known to have changed: the version of its package. */
export function versionOf(path) {
  const found = entries.get(path);
  if (!found) return null;
  const manifest = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)[1];
  return JSON.parse(readFileSync(join(manifest, 'package.json'), 'utf8')).version;
}
