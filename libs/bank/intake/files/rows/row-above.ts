/** « idem », « " », « -//- »: the same as in the row above. */
const DITTO =
  /^[-–—\s]*(?:"|'{1,2}|´´|``|[“”„″〃↓]|\/\/|id(?:em)?\.?|d[ií]to|ditto|same|(?:idem |id\. |comme )?ci-dessus|m[êe]me(?: chose)?)[-–—\s]*$/iu;
const isDitto = (text: string): boolean => DITTO.test(text);

/**
 * What the row above says, for a list that says « idem »: of the row right above only, as one that is hidden or left between may be
 * what was meant. Else a word that decides stays « idem », and is asked.
 */
export class RowAbove<Field extends string> {
  private n = -1;
  private readonly said = new Map<Field, string>();
  private isNext = false;

  /** @param repeated what a row may repeat; @param optional what of it may be left out where nobody knows it. */
  constructor(
    private readonly repeated: readonly Field[],
    private readonly optional: readonly Field[],
  ) {}

  /** Rows come one after the other, each before its cells. */
  begin(n: number): void {
    this.isNext = n === this.n + 1;
    this.n = n;
  }

  /** What a cell says, once the row has begun. */
  read(field: Field, typed: string): string {
    if (!this.repeated.includes(field)) return typed;
    const above = this.isNext ? this.said.get(field) : undefined;
    const says = isDitto(typed) ? (above ?? (this.optional.includes(field) ? '' : typed)) : typed;
    this.said.set(field, says);
    return says;
  }
}
