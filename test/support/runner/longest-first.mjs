import { statSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Begun first, so that no core is idle while another ends one of them: those that take more than half a minute of it, also those of which
 * the file is short. Any order is right.
 */
export const LONGEST = [
  // Not long, but they count their own work, and fill and empty memory a million times: dear in a worker that holds the modules of many suites.
  'libs/bank/devices/inventory/fuzz.spec.ts',
  'libs/bank/devices/inventory/bounds.spec.ts',
  'libs/platform/kernel/spreadsheets/xlsx/xlsx-forged.spec.ts',
  'libs/platform/kernel/text/delimited.spec.ts',
  'libs/platform/http/askers/agents.spec.ts',
  'libs/platform/kernel/spreadsheets/out/spreadsheet-out.spec.ts',
  'libs/platform/kernel/spreadsheets/ods/ods-forged.spec.ts',
  'libs/platform/kernel/spreadsheets/xls/xls-forged.spec.ts',
  'test/journeys/every-page.spec.ts',
  '.cache/test-groups/journeys-1.spec.ts',
  '.cache/test-groups/journeys-2.spec.ts',
  'test/faults/frozen-commands.spec.ts',
  'test/faults/start.spec.ts',
  'test/deploy/documents.spec.ts',
  'test/journeys/whole-chain.spec.ts',
  'test/http/odd-requests.spec.ts',
  'test/http/api-promises.spec.ts',
  'test/http/access-matrix.spec.ts',
  'test/faults/embedded-postgres.spec.ts',
  'test/faults/worker-killed.spec.ts',
  'test/faults/import-killed.spec.ts',
  'test/faults/frozen.spec.ts',
  'test/faults/torture.spec.ts',
  'test/services/planted-columns.spec.ts',
  'test/services/planted-pages.spec.ts',
  'test/services/planted-pages.spec.ts',
  'test/faults/several-servers.spec.ts',
  'test/faults/backup-commands.spec.ts',
  'test/faults/backup-killed.spec.ts',
  'test/faults/server-killed.spec.ts',
  'test/services/plans.spec.ts',
  'test/deploy/help.spec.ts',
  'test/journeys/desk.spec.ts',
  'test/deploy/processes.spec.ts',
  'test/services/papers.spec.ts',
  'test/http/real-agent.spec.ts',
  'test/journeys/collection.spec.ts',
  'test/services/nwipe-genuine.spec.ts',
  'test/journeys/desk-speed.spec.ts',
  'test/services/queue.spec.ts',
  'test/services/data-import-large.spec.ts',
  'test/journeys/design.spec.tsx',
];

/** The order of a run: the suites that are known to be long, then the others, the biggest file first. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.indexOf(relative(process.cwd(), path));
      return at < 0 ? LONGEST.length : at;
    };
    // A group is as long as its suites: the first after those known to be long.
    const size = ({ path }) => (path.includes('/test-groups/') ? Number.POSITIVE_INFINITY : statSync(path).size);
    return [...tests].sort((a, b) => rank(a) - rank(b) || (size(b) === size(a) ? 0 : size(b) - size(a)));
  }

  /** Jest hands over what it measured; the order above does not learn. */
  cacheResults() {}
}
