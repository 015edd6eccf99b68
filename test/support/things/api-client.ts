import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROGRAMS = 'test/fixtures/api-client';

/** As whoever writes a program would have it: strict, and the generated types checked too. */
const SETTINGS = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    target: 'es2022',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    outDir: 'made',
  },
  include: ['*.ts'],
};

/**
 * Makes a client of docs/openapi.json with `openapi-typescript`, and compiles with it the programs of `test/fixtures/api-client`.
 * @returns the folder of what was compiled, below this repository, where `openapi-fetch` is found.
 * @throws Error with what the compiler says
 */
export async function compiledPrograms(): Promise<{ readonly folder: string; readonly forget: () => void }> {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(join(process.cwd(), '.cache', 'api-client-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(PROGRAMS, folder, { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
    const generator = 'node_modules/openapi-typescript/bin/cli.js';
    await run(process.execPath, [generator, 'docs/openapi.json', '-o', join(folder, 'schema.d.ts')]);
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
    return { folder: join(folder, 'made'), forget };
  } catch (failed) {
    forget();
    const { stdout, message } = failed as { readonly stdout?: string; readonly message: string };
    throw new Error(stdout || message);
  }
}
