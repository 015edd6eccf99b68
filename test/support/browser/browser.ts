import { type Browser, chromium } from 'playwright-core';
import { programOf } from '../runner/tools.js';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium of this machine without a window. Wrap the suite in `needs('chromium', …)`. `flags` add to its switches. */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = programOf('chromium');
  if (!executablePath) throw new Error('no chromium: wrap the suite in needs("chromium", …)');
  // Chromium's sandbox refuses root, which is who runs in containers and in CI.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...QUIET, ...root, ...flags] });
}
