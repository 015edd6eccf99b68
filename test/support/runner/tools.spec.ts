import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRunning, type Tool } from './tools.js';

const folder = mkdtempSync(join(tmpdir(), 'bn-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of that name which does what the script says, first in the path. */
function pretend(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('a program that runs is found', () => {
  const program = pretend('qpdf', 'echo qpdf version 12');
  expect(findRunning('qpdf', folder)).toBe(program);
});

test.each<[Tool, string, string]>([
  ['qpdf', 'qpdf', 'echo "error while loading shared libraries" >&2; exit 127'],
  ['chromium', 'google-chrome', 'echo Google Chrome 140; exit 0'],
  ['preflight', 'java', 'echo "Error: Could not find or load main class" >&2; exit 1'],
  ['redis', 'redis-server', 'kill -9 $$'],
])('%s: one that is there and does not run is not', (tool, name, script) => {
  pretend(name, script);
  expect(findRunning(tool, folder)).toBeUndefined();
});
