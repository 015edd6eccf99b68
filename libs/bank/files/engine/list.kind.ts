import type { ImportKindName } from './word-lists.js';
import type { WordAnswer } from './words/word.js';

/** A list whose words mean what they say: each row that comes in makes one thing. */
export abstract class ListKind {
  abstract readonly name: ImportKindName;
  readonly wordFields: readonly string[] = [];
  readonly mustAnswer = false;
  readonly comesAgain = true;
  readonly bySheet: boolean = false;
  readonly races: ReadonlySet<string> = new Set<string>();

  scope(): string {
    return 'bank';
  }

  async answers(): Promise<(answer: WordAnswer) => boolean> {
    return () => false;
  }

  wordLimit(): null {
    return null;
  }

  toCheck(): string {
    return '';
  }

  mayRemember(): boolean {
    return false;
  }

  quantity(): number {
    return 1;
  }
}
