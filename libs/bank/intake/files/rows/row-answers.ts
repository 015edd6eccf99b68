import { CHECK_POINTS, type CheckPoint, isCategory, isCondition, mayBeOneMaker } from '#bank/devices';
import { type Answers, type WordReading, wordName } from '#bank/files/engine';
import { isDonatedAnswer, isStatedOrder, remembering, type ShownReading, saysRetained } from '#bank/files/words';
import { plainWords } from '#platform/kernel';
import { isQuantity } from './row-quantity.js';
import type { RowReadings } from './row-words.js';

const READ_WORDS = ['category', 'condition', 'make'] as const;
type ReadWord = (typeof READ_WORDS)[number];
/**
 * Fields whose words a person may correct: of quantities those that are hardly meant, of serials those that come twice, of dates one for the column.
 */
export const WORD_FIELDS = [...READ_WORDS, 'quantity', 'serial', 'purchased', 'given'] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** What a word is taken for that nobody wants to answer: each device of it is to be looked at. */
export const TO_CHECK = 'to_check';
/** What a word of a kind is taken for whose rows are to be left: « souris », « câble ». */
export const NOT_A_DEVICE = 'not_a_device';
/** What a word of a state is taken for whose rows are not given: « vendu », « à garder ». */
export const NOT_DONATED = 'not_given';

const CONTEXT: ReadonlySet<string> = new Set(['contradiction', 'title', 'bare_answer', 'maker_of_both']);
const BY_MODEL: ReadonlySet<string> = new Set(['model_line', 'maker_of_computers', 'maker_of_printers']);
const plain = remembering((text: string): string => plainWords(text.slice(0, 160)) || text.trim().slice(0, 160));

export type SameSerial = 'same' | 'other';
const SAME_SERIAL: ReadonlySet<string> = new Set<SameSerial>(['same', 'other']);
export const isSameSerial = (said: string): said is SameSerial => SAME_SERIAL.has(said);

export const answeredSerial = (key: string | null, answers: Answers): SameSerial | undefined =>
  key === null || !answers.size ? undefined : (answers.get(wordName('serial', key))?.meaning as SameSerial | undefined);

/** A serial that comes twice, as it is asked about or was answered. */
export const sameSerial = (key: string, said: string, answer?: SameSerial): WordReading =>
  answer
    ? { key, said, meaning: answer, sureness: 'sure', because: 'answered', by: 'file' }
    : { key, said, meaning: null, sureness: 'ask', because: 'same_serial' };

/**
 * Whether a row and a device that is there, of one serial, are one machine: under one maker they are, under two they are not; where one of
 * the two says none, a person says so.
 */
export function isTwin(makers: readonly [string, string], answer: SameSerial | undefined): boolean | 'ask' {
  if (!mayBeOneMaker(...makers)) return false;
  if (!makers.includes('')) return true;
  return answer === undefined ? 'ask' : answer === 'same';
}

export interface WordContext {
  readonly model: string;
  readonly stateTitle: string;
}

/**
 * The readings of a row as a person corrected them. A word that its model or its title decided is another word than the same one alone, so that an
 * answer never reaches further than what was looked at.
 */
export function withAnswers<R extends Pick<RowReadings, ReadWord>>(
  readings: R,
  { model, stateTitle }: WordContext,
  answers: Answers,
): { readonly readings: R; readonly words: Partial<Record<WordField, WordReading>> } {
  const words: Partial<Record<WordField, WordReading>> = {};
  const own: Partial<Record<ReadWord, ShownReading<string>>> = {};
  const byMaker = readings.category.because === 'maker_of_both';
  const beside = { category: byMaker ? (readings.make.meaning ?? '') : model, condition: stateTitle, make: '' };
  for (const field of READ_WORDS) {
    const reading: ShownReading<string> = readings[field];
    if (reading.said === '' && reading.sureness === 'sure') continue;
    // Of a device whose kind nobody wrote, its model is what is asked about.
    const subject = field === 'category' && reading.said === '' ? model : reading.said;
    const context =
      CONTEXT.has(reading.because) && beside[field] !== '' && subject !== beside[field] ? ` (${beside[field]})` : '';
    const key = BY_MODEL.has(reading.because) ? `${plain(subject)} = ${reading.meaning}` : plain(subject + context);
    const answer = answers.size ? answers.get(wordName(field, key)) : undefined;
    // « Vendu » is no state: whether it is given is asked.
    const notGiven = field === 'condition' && reading.sureness === 'ask' && saysRetained(reading.said) !== null;
    const asTyped = field === 'make' && reading.because === 'nothing_known';
    const { meaning, sureness, because } = answer
      ? ({ meaning: meant(field, reading, answer.meaning), sureness: 'sure', because: 'answered' } as const)
      : asTyped
        ? ({ meaning: reading.meaning, sureness: 'sure', because: 'as_typed' } as const)
        : notGiven
          ? ({ meaning: NOT_DONATED, sureness: 'ask', because: 'not_given' } as const)
          : reading;
    if (answer) own[field] = { said: reading.said, meaning, sureness, because: 'answered' };
    const aside = answer !== undefined && ASIDE.has(answer.meaning);
    const shown = aside ? answer.meaning : meaning;
    words[field] = { key, said: subject + context, meaning: shown, sureness, because, by: answer?.by };
  }
  return { readings: { ...readings, ...own }, words };
}

const ASIDE: ReadonlySet<string> = new Set([TO_CHECK, NOT_A_DEVICE, NOT_DONATED]);

function meant(field: ReadWord, reading: ShownReading<string>, answer: string): string {
  if (!ASIDE.has(answer)) return answer;
  return field === 'category' ? 'other' : field === 'condition' ? 'unknown' : reading.said;
}

type Checked = Pick<ShownReading<string>, 'meaning' | 'sureness'>;

/**
 * What nobody knows of a device that is taken all the same: a word was left to be looked at, or is taken as we guess; its number is one
 * that many have, or its battery a danger.
 */
export const leftToCheck = (
  words: Readonly<Partial<Record<CheckPoint, Checked | undefined>>>,
  beside: Readonly<Record<'number' | 'battery', boolean>>,
): CheckPoint[] =>
  CHECK_POINTS.map(({ id }) => id).filter((id) =>
    id === 'number' || id === 'battery' ? beside[id] : words[id]?.meaning === TO_CHECK || words[id]?.sureness === 'ask',
  );

export function mayMean(field: string, meaning: string): boolean {
  if (meaning === TO_CHECK) return field === 'category' || field === 'condition' || field === 'make';
  if (field === 'category') return meaning === NOT_A_DEVICE || isCategory(meaning);
  if (field === 'condition') return meaning === NOT_DONATED || isCondition(meaning);
  if (field === 'given') return isDonatedAnswer(meaning);
  if (field === 'quantity') return isQuantity(meaning);
  if (field === 'purchased') return isStatedOrder(meaning);
  if (field === 'serial') return isSameSerial(meaning);
  return field === 'make' && meaning.trim() !== '' && meaning.length <= 80;
}
