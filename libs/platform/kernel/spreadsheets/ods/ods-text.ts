import { LONGEST_CELL } from '../table.js';
import { LONGEST_NOTE, noteText } from '../xlsx/xlsx-notes.js';
import { Strikes } from '../xlsx/xlsx-texts.js';
import { whole } from '../xml.js';

const LONGEST_SPACE = 100;
const WITHIN = new Set(['span', 'a', 'ruby', 'ruby-base', 'meta', 'list', 'list-item', 'annotation']);

interface OdsTextOfCell {
  readonly text: string;
  readonly struck: boolean | null;
  /** Its comment, without author and date. */
  readonly note: string;
}

export class OdsText {
  private text = '';
  private note = '';
  private paragraphs = 0;
  private within = 0;
  private inNote = false;
  /** For each open span, whether it is struck through; null where nothing says so. */
  private readonly spans: (boolean | null)[] = [];
  private readonly strikes = new Strikes();

  constructor(private readonly isStruck: (style: string | undefined) => boolean | null) {}

  /** False for an element whose text is neither the cell's nor its comment's: a drawing, a name. */
  open(tag: string, a: Readonly<Record<string, string>>): boolean {
    if (tag === 'annotation') this.inNote = true;
    if (tag === 'p' || tag === 'h') {
      if (this.inNote) this.noted(' ');
      else {
        if (this.paragraphs > 0) this.add('\n');
        this.paragraphs += 1;
      }
      this.within += 1;
      return true;
    }
    if (tag === 'span') this.spans.push(this.isStruck(a['text:style-name']) ?? this.spans.at(-1) ?? null);
    if (tag === 's') this.add(' '.repeat(Math.min(whole(a['text:c']) ?? 1, LONGEST_SPACE)));
    else if (tag === 'tab') this.add('\t');
    else if (tag === 'line-break') this.add('\n');
    else return WITHIN.has(tag);
    return true;
  }

  close(tag: string): void {
    if (tag === 'p' || tag === 'h') this.within -= 1;
    else if (tag === 'span') this.spans.pop();
    else if (tag === 'annotation') this.inNote = false;
  }

  /** Text between paragraphs is only layout. */
  add(text: string): void {
    if (this.inNote) {
      if (this.within > 0) this.noted(text);
      return;
    }
    if (!(this.within > 0 || text === '\n') || this.text.length >= LONGEST_CELL) return;
    this.text += text.slice(0, LONGEST_CELL);
    this.strikes.text(text, this.spans.at(-1) ?? null);
  }

  private noted(text: string): void {
    if (this.note.length < LONGEST_NOTE) this.note += text.slice(0, LONGEST_NOTE);
  }

  take(): OdsTextOfCell {
    const taken = { text: this.text, struck: this.strikes.own, note: noteText(this.note, '') };
    this.text = '';
    this.note = '';
    this.paragraphs = 0;
    this.within = 0;
    this.inNote = false;
    this.spans.length = 0;
    this.strikes.begin();
    return taken;
  }
}
