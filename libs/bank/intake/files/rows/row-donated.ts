import { type Answers, type WordReading, wordName } from '#bank/files/engine';
import {
  type DonatedAnswer,
  isDonatedAnswer,
  isOfAPart,
  readDonatedCell,
  readDonatedTitle,
  readTitle,
  saysRetained,
  withoutPeople,
} from '#bank/files/words';
import { plainWords } from '#platform/kernel';
import { tidy } from './row-cells.js';

const SHOWN = 60;

export interface RowDonated {
  /** `ask`: nobody knows before a person answers, and the row makes nothing. */
  readonly is: DonatedAnswer | 'ask';
  readonly word: WordReading;
}

export interface DonatedColumns {
  readonly titles: readonly string[];
  readonly given: number | undefined;
  readonly taken: readonly number[];
  /** Of these only what cells say by themselves is asked: they tell of people, or anything. */
  readonly aside?: ReadonlySet<number>;
  /** A person said what the columns are: one that they leave unread is not asked about. */
  readonly said: boolean;
}

/** Whether devices of a list are given: by a column for it (« À donner », « Réservé »), or by « à garder » in a column that nobody reads. */
export class DonatedReader {
  private readonly columns: readonly { readonly at: number; readonly title: string; readonly asks: boolean }[];

  /** @param trusts whether a word that says no is believed: a bank's own list names what it sold, and had. */
  constructor(
    { titles, given, taken, aside, said }: DonatedColumns,
    private readonly answers: Answers,
    private readonly trusts: boolean,
  ) {
    this.columns = titles.flatMap((title, at) => {
      if (taken.includes(at) || (at !== given && isOfAPart(title))) return [];
      const { meaning, sureness } = readTitle(title);
      const titled = meaning === 'given' && sureness === 'sure' && !aside?.has(at) && (!said || given !== undefined);
      return [{ at, title, asks: at === given || titled }];
    });
  }

  /** @returns what a row's cells say together, kept before asked before given; undefined where nothing speaks of it. */
  read(cells: readonly string[]): RowDonated | undefined {
    let found: RowDonated | undefined;
    for (const { at, title, asks } of this.columns) {
      const cell = cells[at] ?? '';
      const kept = asks || cell === '' || isStoreroom(title, tidy(cell)) ? null : saysRetained(tidy(cell));
      if (!asks && kept === null) continue;
      const next = kept === null ? this.under(title, withoutPeople(tidy(cell))) : this.beside(title, kept);
      if (next.is === 'kept') return next;
      if (!found || (found.is === 'given' && next.is === 'ask')) found = next;
    }
    return found;
  }

  private under(title: string, cell: string): RowDonated {
    const { meaning, because, ...reading } = readDonatedCell(title, cell);
    const unread = because === 'nothing_known' && (marksKept(title) || mayName(title, cell));
    // For whom it is kept is nobody's business: whatever stands there is one word.
    const said = unread ? `${title.slice(0, SHOWN)} : rempli` : `${title.slice(0, SHOWN)} : ${cell || 'vide'}`;
    const sure = reading.sureness === 'sure' && (this.trusts || meaning === 'given');
    return this.word(said, sure ? meaning : null, because);
  }

  private beside(title: string, kept: string): RowDonated {
    return this.word(title === '' ? kept : `${title.slice(0, SHOWN)} : ${kept}`, null, 'not_given');
  }

  private word(said: string, meaning: DonatedAnswer | null, because: string): RowDonated {
    const key = plainWords(said.slice(0, 2 * SHOWN));
    const word = { key, said: said.slice(0, 2 * SHOWN + 3) };
    const answer = this.answers.get(wordName('given', key));
    if (answer && isDonatedAnswer(answer.meaning))
      return {
        is: answer.meaning,
        word: { ...word, meaning: answer.meaning, sureness: 'sure', because: 'answered', by: answer.by },
      };
    return { is: meaning ?? 'ask', word: { ...word, meaning, sureness: meaning === null ? 'ask' : 'sure', because } };
  }
}

/** A title that says no more than a word of giving, with a capital below it: « Donné : Lebrun ». */
const mayName = (title: string, cell: string): boolean =>
  readDonatedTitle(title) === null && /\p{Lu}\p{Ll}/u.test(cell);

/** « Réserve » is a room, by its accents or by the title above it; « réservé » is not. */
const isStoreroom = (title: string, cell: string): boolean =>
  /^(?:(?:en|dans la|à la|la) )?réserve(?: \d+)?$/iu.test(cell.normalize('NFC')) ||
  (/^reserve(?: \d+)?$/i.test(cell) && readTitle(title).meaning === 'place');

/** Under « Réservé » and « Gardé pour » stands a mark, or for whom. */
const marksKept = (title: string): boolean => {
  const asks = readDonatedTitle(title);
  return asks === 'kept' || asks === 'for_whom';
};
