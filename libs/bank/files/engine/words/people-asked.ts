import { SHEET_LINES } from '../sheets/sheets.js';
import { columnLetters } from '../sheets/titles.js';
import { type Answers, type WordReading, wordName } from './words.js';

/** Whether cells that look like people are people: then nothing of them is kept. */
export const PEOPLE_ANSWERS = ['people', 'others'] as const;
export type PeopleAnswer = (typeof PEOPLE_ANSWERS)[number];
const KEY = 'people';
const LISTED_LINES = 8;

/** The one question of a file about all of its cells that look like people: it says where they stand, « F2, F3 », never what they say. */
export class PeopleAsked {
  /** A person said that none of them is one. */
  readonly others: boolean;
  private readonly found = new Map<number, number[]>();
  private readonly answer: WordReading | null;
  private count = 0;

  constructor(answers: Answers) {
    const said = answers.get(wordName('people', KEY));
    this.others = said?.meaning === 'others';
    this.answer = said
      ? { key: KEY, said: '', meaning: said.meaning, sureness: 'sure', because: 'answered', by: said.by }
      : null;
  }

  note(at: number, line: number): void {
    this.count += 1;
    const lines = this.found.get(at);
    if (!lines) this.found.set(at, [line]);
    else if (lines.length < LISTED_LINES) lines.push(line);
  }

  get question(): WordReading {
    const where = () => this.where();
    const asked = { key: KEY, meaning: null, sureness: 'ask', because: 'people', by: undefined } as const;
    return {
      ...(this.answer ?? asked),
      // Read when all rows have gone by.
      get said() {
        return where();
      },
    };
  }

  private where(): string {
    const cells = [...this.found].map(([at, lines]) =>
      lines.map((line) => columnLetters(at) + (line % SHEET_LINES)).join(', '),
    );
    const listed = [...this.found.values()].reduce((sum, lines) => sum + lines.length, 0);
    return cells.join(' ; ') + (this.count > listed ? '…' : '');
  }
}
