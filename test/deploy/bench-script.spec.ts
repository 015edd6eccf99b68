import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs, programOf } from '../support/runner/tools.js';

const PARTS = join(import.meta.dirname, '../../tools/bench/parts');

/** Whether a line of the bench's script ends with 0, and what it prints. */
function shell(line: string, { input = '', args = [] as readonly string[] } = {}): { good: boolean; said: string } {
  const sourced = ['drives', 'erase', 'screen', 'server'].map((part) => `. ${PARTS}/${part}.sh;`).join(' ');
  const { status, stdout } = spawnSync('sh', ['-c', `${sourced} ${line}`, 'sh', ...args], { input, encoding: 'utf8' });
  return { good: status === 0, said: stdout };
}

/** As hdparm 9.65 prints it (`hdparm -I`), of a drive that has it, one that has it without the enhanced mode, and one that has not. */
const SECURITY = (...lines: string[]) => `Security: \n\tMaster password revision code = 65534\n${lines.join('\n')}\n`;
const WITH = SECURITY(
  '\t\tsupported',
  '\tnot\tenabled',
  '\tnot\tlocked',
  '\tnot\tfrozen',
  '\t\tsupported: enhanced erase',
);
const PLAIN = SECURITY('\t\tsupported', '\t\tenabled', '\t\tlocked', '\t\tfrozen', '\tnot\tsupported: enhanced erase');
const WITHOUT = SECURITY('\tnot\tsupported', '\tnot\tenabled', '\tnot\tlocked', '\tnot\tfrozen');
const ODD = SECURITY('\tnot\tsupported', '\t\tsupported: enhanced erase');

test.each([
  ['supported', [true, true, false, false]],
  ['enabled', [false, true, false, false]],
  ['locked', [false, true, false, false]],
  ['frozen', [false, true, false, false]],
])('a drive says that it is %s only without « not » before the word', (word, expected) => {
  const said = [WITH, PLAIN, WITHOUT, ODD].map((input) => shell(`says ${word}`, { input }).good);
  expect(said).toEqual(expected);
});

test('what was read back is good only when all of it was read, and is empty', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bn-bench-'));
  try {
    const file = join(folder, 'readback');
    const good = (text: string) => {
      writeFileSync(file, text);
      return shell('is_empty "$1"', { args: [file] }).good;
    };
    expect(good('samples: 18\nunread: 0\nnonzero: 0\n')).toBe(true);
    expect(good('samples: 18\nunread: 0\nnonzero: 12\n')).toBe(false);
    expect(good('samples: 18\nunread: 1\nnonzero: 0\n')).toBe(false);
    expect(good('')).toBe(false);
    const drive = join(folder, 'drive');
    const read = (bytes: number, size = bytes) => {
      writeFileSync(drive, Buffer.alloc(bytes));
      return shell('here_at=0; path=$1; size=$2; work=$3; read_back', { args: [drive, String(size), folder] }).said;
    };
    expect(read(4 * 65536)).toBe('samples: 18\nunread: 0\nnonzero: 0\n');
    // It says that it is longer than what it gives.
    expect(read(65536, 8 * 65536)).toMatch(/^samples: 18\nunread: [1-9]\d*\nnonzero: 0\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

needs('shellcheck', 'the script', () => {
  test('has nothing that ShellCheck finds', () => {
    const folder = join(PARTS, '..');
    const { stdout } = spawnSync(programOf('shellcheck')!, ['-x', 'bench.sh'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
