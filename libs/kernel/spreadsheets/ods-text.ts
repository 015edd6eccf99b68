import { LONGEST_CELL } from './xlsx-book.js';
import { whole } from './xml.js';

const LONGEST_SPACE = 100;
const WITHIN = new Set(['span', 'a', 'ruby', 'ruby-base', 'meta', 'list', 'list-item']);

/** The text of one cell, put together from its paragraphs. */
export class OdsText {
  text = '';
  private paragraphs = 0;
  private within = 0;

  /** False for an element whose text is not the cell's: a comment, a drawing. */
  open(tag: string, a: Readonly<Record<string, string>>): boolean {
    if (tag === 'p' || tag === 'h') {
      if (this.paragraphs > 0) this.add('\n');
      this.paragraphs += 1;
      this.within += 1;
      return true;
    }
    if (tag === 's') this.add(' '.repeat(Math.min(whole(a['text:c']) ?? 1, LONGEST_SPACE)));
    else if (tag === 'tab') this.add('\t');
    else if (tag === 'line-break') this.add('\n');
    else return WITHIN.has(tag);
    return true;
  }

  close(tag: string): void {
    if (tag === 'p' || tag === 'h') this.within -= 1;
  }

  /** What stands between paragraphs only sets them out. */
  add(text: string): void {
    if ((this.within > 0 || text === '\n') && this.text.length < LONGEST_CELL) this.text += text.slice(0, LONGEST_CELL);
  }

  take(): string {
    const { text } = this;
    this.text = '';
    this.paragraphs = 0;
    this.within = 0;
    return text;
  }
}
