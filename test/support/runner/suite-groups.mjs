import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const FOLDER = '.cache/test-groups';
const WHERE = ['apps', 'libs', 'test/http', 'test/services', 'test/journeys', 'test/faults'];
/**
 * What a suite says that wants a process to itself: Jest's own switches, servers and machines, clocks, memory. One that has moved the bank's
 * clock leaves ids of a later day behind, even where it set the clock back.
 */
const ALONE =
  /process\.(?!(?:argv|cwd|env|execPath|stdout)\b)|\bjest\.(?!setTimeout)|\bneeds\(\s*\[?(?:'(?:redis|postgres)'|[A-Z])|cpu-time|loop-held|performance\b|bank-clock|toMatchSnapshot|globalThis|(?<!jest\.)setTimeout|Worker\b/;
/** Bytes of suites in a group: some twenty of them. What comes after the groups is short, so no core is idle at the end. */
const SIZE = 160_000;
/** Of others fewer: a browser takes longer over each, a backup too. */
const SIZES = { journeys: 50_000, faults: 20_000 };

/**
 * Suites that may share what they load, in files of one `describe` each: to load the server's modules takes longer than
 * most suites, and so does the first server that they start.
 * @param root the repository
 * @param long suites that run by themselves, as they are long
 * @returns the folder with the groups, and the suites that stand in them; both below `root`
 */
export function groupSuites(root, long) {
  const suites = WHERE.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.spec\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  )
    .filter((path) => !long.includes(path) && !ALONE.test(readFileSync(join(root, path), 'utf8')))
    .sort();
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  mkdirSync(join(root, FOLDER), { recursive: true });
  const groups = new Map();
  for (const path of suites) {
    const kind = path.startsWith('test/') ? path.split('/')[1] : 'rooms';
    const open = groups.get(kind) ?? [[]];
    const size = (paths) => paths.reduce((sum, one) => sum + statSync(join(root, one)).size, 0);
    if (size(open.at(-1)) > (SIZES[kind] ?? SIZE)) open.push([]);
    open.at(-1).push(path);
    groups.set(kind, open);
  }
  for (const [kind, open] of groups) {
    open.forEach((paths, n) => {
      const file = join(FOLDER, `${kind}-${n + 1}.spec.ts`);
      writeFileSync(join(root, file), groupOf(paths, file));
    });
  }
  return { folder: FOLDER, grouped: suites };
}

const groupOf = (paths, file) =>
  paths
    .map((path) => {
      const from = JSON.stringify(relative(dirname(file), path));
      // What a suite sets in the environment while it is read is set again for its own tests, and for no others.
      return `describe(${JSON.stringify(path)}, () => {
  const before = { ...process.env };
  let own;
  beforeAll(() => { Object.assign(process.env, own); });
  afterAll(() => { process.env = before; });
  require(${from});
  own = Object.fromEntries(Object.entries(process.env).filter(([name, value]) => before[name] !== value));
  process.env = { ...before };
});
`;
    })
    .join('');
