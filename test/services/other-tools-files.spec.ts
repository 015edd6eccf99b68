import { LogisticsModule } from '#bank/logistics';
import { EVIDENCE_FILES, WorkshopModule, WorkshopQueries } from '#bank/workshop';
import { OTHER_TOOLS } from '../fixtures/other-tools.js';
import { type Services, services } from '../support/servers/services.js';
import { type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  w = workbench(s);
});
afterAll(() => s.close());

test('forty of them at least, each from a published source', () => {
  expect(OTHER_TOOLS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(OTHER_TOOLS.map((t) => t.name)).size).toBe(OTHER_TOOLS.length);
  expect(OTHER_TOOLS.filter((t) => !t.source.startsWith('http'))).toEqual([]);
});

test.each(OTHER_TOOLS.map((t) => [t.name, t] as const))(
  '%s is stored as it came, and believed by nobody',
  async (_, tool) => {
    const d = await w.demo.withTwoDisks();
    // The serials of this very machine stand in it: that is not enough.
    const bytes = Buffer.from(tool.text.replaceAll(/ESSAI0042/g, d.sata.slice(-9)).concat(`\n${d.sata}\n${d.nvme}\n`));
    const received = await w.upload(bytes, d.id);
    const file = await s.app.get(WorkshopQueries).log(s.fixtures.people.karim, received.logId);
    expect([received.proven, received.removed, file.outcome, file.results]).toEqual([[], [], tool.outcome, []]);
    expect(file.size).toBe(bytes.length);
    expect(Object.keys(EVIDENCE_FILES)).toContain(file.kind);
    expect((await w.failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
  },
);
