import { type Answers, type WordReading, wordName } from '#bank/files/engine';
import {
  type DateColumn,
  type DayOrder,
  isDayOrder,
  type KnownDate,
  type Reading,
  readDate,
  type StatedOrder,
} from '#bank/files/words';
import { clock, plainWords } from '#platform/kernel';

export interface Purchase {
  readonly year: number;
  /** `2021-03-12`; null when it may be in two months. */
  readonly day: string | null;
}

const FIRST_YEAR = 1970;

/** A date of a list as one of a purchase: null before 1970, in the future, when its year may be two, and when it is none. */
export function purchaseOf({ meaning, sureness, because }: Reading<KnownDate>, now = clock.now()): Purchase | null {
  if (!meaning || because === 'short_year' || meaning.year < FIRST_YEAR || meaning.year > now.getUTCFullYear())
    return null;
  return { year: meaning.year, day: sureness === 'sure' ? meaning.day : null };
}

/** The one question of a column whose dates do not show in which order they are written. */
export class DateQuestion {
  readonly order: DayOrder | null;
  private readonly key: string;
  private readonly answer: ReturnType<Answers['get']>;

  constructor(
    field: string,
    private readonly dates: DateColumn,
    title: string,
    answers: Answers,
  ) {
    this.key = plainWords(title.slice(0, 60)) || 'date';
    this.answer = dates.order === null ? answers.get(wordName(field, this.key)) : undefined;
    const said = this.answer?.meaning;
    this.order = dates.order ?? (isDayOrder(said) ? said : null);
  }

  ask(typed: string): WordReading | undefined {
    this.dates.add(typed);
    if (this.dates.order !== null) return undefined;
    const { because } = readDate(typed);
    if (because !== 'both_orders' && because !== 'short_year') return undefined;
    const word = { key: this.key, said: typed };
    if (!this.answer) return { ...word, meaning: null, sureness: 'ask', because };
    const { meaning, by } = this.answer;
    return { ...word, meaning, sureness: 'sure', because: 'answered', by };
  }
}

/** As `OpenedFile.shownLater`: how a column's dates are written, where its first cells did not show it and the others did. */
export const shownLater = ({ shownLater: dayOrder }: DateColumn): { readonly dayOrder: StatedOrder } | null =>
  dayOrder ? { dayOrder } : null;
