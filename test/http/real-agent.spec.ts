import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { DeviceQueries, showAssetCode } from '#bank/devices';
import { WorkshopQueries } from '#bank/workshop';
import { atTheBench, type Bench } from '../support/machines/machines.js';
import { AGENT_TOOLS, bootAgent } from '../support/machines/real-agent.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const run = promisify(execFile);

// No fake here: the agent that Debian ships, in a machine of its own, against the server as it runs.
needs(AGENT_TOOLS, 'fusioninventory-agent, run for real in a virtual machine', () => {
  let t: TestApp;
  let bench: Bench;
  beforeAll(async () => {
    const { fixtures, ...told } = await testAppWith('fixtures', { listen: true });
    t = told.t;
    bench = await atTheBench(t, fixtures);
  });
  afterAll(() => t.close());
  const fresh = (prefix: string): string => `${prefix}${Math.random().toString(36).slice(2, 10).toUpperCase()}`;

  test('tells the device behind the typed code its maker, its serial and its two disks', async () => {
    const { id, code } = await bench.device();
    const [machine, sata, nvme] = [fresh('5CG'), fresh('WD-'), fresh('S3')];
    const said = await bootAgent(`${t.url}/inventory`, bench.token, showAssetCode(code), {
      MACHINE_SERIAL: machine,
      SATA_SERIAL: sata,
      NVME_SERIAL: nvme,
    });
    expect(said).toContain('===EXIT 0');
    const { actor } = bench;
    const queries = t.app.get(DeviceQueries);
    expect(await queries.get(actor, id)).toMatchObject({
      make: 'Hewlett-Packard',
      model: 'HP EliteBook 840 G3',
      serial: machine,
    });
    const media = await queries.media(id);
    expect(media.map((m) => [m.kind, m.serial]).sort()).toEqual([
      ['disk', sata],
      ['nvme', nvme],
    ]);
    const [event] = await queries.timeline(actor, id);
    expect(event).toMatchObject({ verb: 'take_inventory', channel: 'agent' });
    // Both disks now need their proof before the device may be in stock.
    const gate = await t.app.get(WorkshopQueries).gate(actor, id);
    // A virtual machine is no device: its drives are believed, and not known to be all.
    expect([gate.knowledge, gate.mediaUnknown]).toEqual([null, 'virtual_machine']);
    expect(gate.failures.filter((f) => f.startsWith('medium_unproven'))).toHaveLength(2);
    const kept = await t.app.get(DataSource).query('SELECT facts::text || raw::text AS said FROM devices.snapshot');
    expect(kept[0].said).not.toMatch(/10\.0\.2\.15|52:54:00|essai/);
  }, 200_000);
});

needs('fusioninventory', 'fusioninventory-agent, run on this machine', () => {
  let t: TestApp;
  let bench: Bench;
  const folder = mkdtempSync(join(tmpdir(), 'bn-agent-'));
  beforeAll(async () => {
    const { fixtures, ...told } = await testAppWith('fixtures', { listen: true });
    t = told.t;
    bench = await atTheBench(t, fixtures);
  });
  afterAll(async () => {
    await t.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const waiting = () => t.app.get(DataSource).query('SELECT state, agent FROM inventories.received');
  const NO = '--no-category=software,process,environment,user,printer,network,virtualmachine';

  test('with a wrong password sends nothing; with the token its inventory waits or is attached', async () => {
    const agent = (password: string) =>
      run('fusioninventory-agent', [
        `--server=${t.url}/plugins/fusioninventory/`,
        '--user=essai',
        `--password=${password}`,
        '--no-fork',
        '--force',
        NO,
      ]);
    const refused = await agent('bn_faux').catch((e: { stderr: string }) => e);
    expect(refused.stderr).toContain('wrong credentials');
    expect(await waiting()).toEqual([]);
    await agent(bench.token);
    expect(await waiting()).toMatchObject([{ agent: expect.stringMatching(/FusionInventory/) }]);
  });

  test('fusioninventory-inventory, sent on by fusioninventory-injector', async () => {
    const file = join(folder, 'machine.ocs');
    const { stdout } = await run('fusioninventory-inventory', [NO], { maxBuffer: 20 * 1024 * 1024 });
    writeFileSync(file, stdout);
    const url = t.url.replace('//', `//essai:${bench.token}@`);
    const before = (await waiting()).length;
    const sent = await run('fusioninventory-injector', ['-v', '-f', file, '-u', `${url}/front/inventory.php`]);
    expect(sent.stdout).toContain('OK');
    expect((await waiting()).length).toBe(before + 1);
    // The very same file again: nothing is made twice.
    await run('fusioninventory-injector', ['-f', file, '-u', `${url}/front/inventory.php`]);
    expect((await waiting()).length).toBe(before + 1);
  });
});
