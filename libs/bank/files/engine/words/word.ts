import type { AnswerScope, Sureness } from '../word-lists.js';

/** What a word stands for, and for which files a person said so. */
export interface Answer {
  readonly meaning: string;
  readonly by: AnswerScope;
}
/** By `wordName`. */
export type Answers = ReadonlyMap<string, Answer>;

/** A word of a row, and what it is taken for. */
export interface WordReading {
  /** The word without what does not count: rows with the same one have the same answer. */
  readonly key: string;
  /** As it was typed. */
  readonly said: string;
  /** With `ask`, the best guess, or null. */
  readonly meaning: string | null;
  readonly sureness: Sureness;
  /** Why: a code that its page has a sentence for. */
  readonly because: string;
  /** Set when a person said so. */
  readonly by?: AnswerScope | undefined;
}

/** A word of one of a file's columns. */
export interface WordAnswer {
  readonly field: string;
  readonly key: string;
  readonly meaning: string;
}
