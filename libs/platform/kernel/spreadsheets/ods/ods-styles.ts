import type { CellForm } from '../row-cells.js';

type Attributes = Readonly<Record<string, string>>;

const MOST_STYLES = 100_000;
const NO_COLOUR = /^(?:transparent|#f{6})?$/i;

/** The automatic styles that matter for rows: hidden sheets, struck letters, colours. */
export class OdsStyles {
  private readonly hidden = new Set<string>();
  private readonly forms = new Map<string, CellForm>();
  private name = '';
  private family = '';

  /** Takes an element of the styles. @returns whether elements inside it matter */
  open(tag: string, a: Attributes): boolean {
    if (tag === 'style') {
      this.name = (a['style:name'] ?? '').slice(0, 200);
      this.family = a['style:family'] ?? '';
    } else if (tag === 'table-properties' && this.family === 'table') {
      if (a['table:display'] === 'false' && this.hidden.size < MOST_STYLES) this.hidden.add(this.name);
    } else if (tag === 'text-properties') {
      const line = a['style:text-line-through-style'] ?? a['style:text-line-through-type'];
      if (line !== undefined) this.say({ struck: line !== 'none' });
    } else if (tag === 'table-cell-properties') {
      const colour = a['fo:background-color'] ?? '';
      if (!NO_COLOUR.test(colour)) this.say({ fill: colour.slice(0, 20) });
    }
    return tag === 'style';
  }

  isHidden(sheetStyle: string | undefined): boolean {
    return this.hidden.has(sheetStyle ?? '');
  }

  ofCell(style: string | undefined): CellForm | null {
    return this.forms.get(`table-cell ${style ?? ''}`) ?? null;
  }

  /** Null where a style of letters says nothing of it. */
  isStruck(textStyle: string | undefined): boolean | null {
    return this.forms.get(`text ${textStyle ?? ''}`)?.struck ?? null;
  }

  private say(form: Partial<CellForm>): void {
    const key = `${this.family} ${this.name}`;
    if (this.forms.size >= MOST_STYLES && !this.forms.has(key)) return;
    this.forms.set(key, { struck: false, fill: null, ...this.forms.get(key), ...form });
  }
}
