import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readNwipeLog } from '../../libs/bank/workshop/erasure/nwipe-log.js';
import { NWIPE_MAKER, NWIPE_TOOLS } from '../support/machines/fresh-log.js';
import { needs } from '../support/runner/tools.js';

const run = promisify(execFile);
const MINUTES = 60_000;

// The kept logs show what one version of nwipe wrote once; this runs the one installed here.
needs(NWIPE_TOOLS, 'nwipe, run for real in a virtual machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bn-nwipe-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const logOf = async (name: string, settings: Record<string, string>) => {
    const file = join(folder, `${name}.log`);
    await run('bash', [NWIPE_MAKER, file], { env: { ...process.env, ...settings }, timeout: 4 * MINUTES });
    return readNwipeLog(readFileSync(file));
  };
  const fresh = (prefix: string): string => `${prefix}${Math.random().toString(36).slice(2, 10).toUpperCase()}`;

  it(
    'erases two drives, and the log says so drive by drive',
    async () => {
      const [machine, sata, nvme] = [fresh('PF'), fresh('WD-'), fresh('S3')];
      const log = await logOf('erased', { MACHINE_SERIAL: machine, SATA_SERIAL: sata, NVME_SERIAL: nvme });
      expect(log.machine).toEqual({ manufacturer: 'LENOVO', product: '20LS', serial: machine });
      expect(log.drives).toMatchObject([
        {
          serial: sata,
          status: 'erased',
          verification: 'last',
          blanked: true,
          sizeBytes: 24 * 2 ** 20,
          verdict: 'passed',
          reasons: [],
        },
        {
          serial: nvme,
          status: 'erased',
          verification: 'last',
          blanked: true,
          sizeBytes: 24 * 2 ** 20,
          verdict: 'passed',
          reasons: [],
        },
      ]);
    },
    5 * MINUTES,
  );

  it(
    'stopped in the middle, it proves nothing',
    async () => {
      const serial = fresh('ZA');
      const log = await logOf('aborted', { STOP: 'INT', DISK_MB: '2048', SATA_SERIAL: serial, NVME_SERIAL: '' });
      expect(log.drives).toMatchObject([{ serial, status: 'aborted', verdict: 'failed' }]);
    },
    5 * MINUTES,
  );
});
