import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Tool } from '../runner/tools.js';

const run = promisify(execFile);

export const AGENT_TOOLS: readonly Tool[] = [
  'fusioninventory',
  'qemu',
  'busybox',
  'smartctl',
  'dmidecode',
  'lspci',
  'cpio',
  'modprobe',
  'kernel',
];

/** Starts a machine of its own in QEMU whose agent posts to `url`; gives what its console said. */
export async function bootAgent(
  url: string,
  token: string,
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(
    'bash',
    ['test/fixtures/run-agent.sh', url.replace('127.0.0.1', '10.0.2.2'), token, name],
    {
      env: { ...process.env, ...settings },
      timeout: 200_000,
      maxBuffer: 20 * 1024 * 1024,
    },
  );
  return stdout;
}
