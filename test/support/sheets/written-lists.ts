import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../fixtures/lists');

/** A list of `test/fixtures/lists`: its rows as a donor or another tool would have them, each with what it is and how it works. */
export interface WrittenList {
  readonly name: string;
  readonly kind: 'ordinary' | 'hard' | 'register';
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly meant: readonly { readonly category: string; readonly state: string }[];
}

function listOf(file: string, at: number): WrittenList {
  const [head = [], titles = [], ...lines] = readFileSync(join(FOLDER, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const all: string[][] = [];
  for (const [times, ...cells] of lines)
    for (let i = 0; i < Number(times); i += 1) {
      const n = String(1000 + 100 * at + all.length);
      all.push(cells.map((cell) => cell.replaceAll('#', n)));
    }
  return {
    name: `${file.replace('.tsv', '')}: ${head[1]}`,
    kind: head[0] as WrittenList['kind'],
    titles,
    rows: all.map((cells) => cells.slice(0, titles.length)),
    meant: all.map((cells) => ({ category: cells[titles.length]!, state: cells[titles.length + 1]! })),
  };
}

export const WRITTEN_LISTS: readonly WrittenList[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.tsv'))
  .sort()
  .map(listOf);

/** Whether a word that is asked about (`category PC`) stands in a row: alone, at the end of what names a maker first, or beside its model or title. */
export const isAsked = (asked: ReadonlySet<string>, field: string, cells: readonly string[]): boolean =>
  [...asked].some((word) => {
    if (!word.startsWith(`${field} `)) return false;
    const said = word.slice(field.length + 1);
    return cells.some((cell) => cell.endsWith(said) || cells.some((beside) => said === `${cell} (${beside})`));
  });
