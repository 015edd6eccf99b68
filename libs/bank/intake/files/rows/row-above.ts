/** « idem », « " », « -//- »: the same as in the row above. */
const DITTO =
  /^[-–—\s]*(?:"|'{1,2}|´´|``|[“”„″〃↓]|\/\/|id(?:em)?\.?|d[ií]to|ditto|same|(?:idem |id\. |comme )?ci-dessus|m[êe]me(?: chose)?)[-–—\s]*$/iu;
const isDitto = (text: string): boolean => DITTO.test(text);

/** What the row right above says, for a list that says « idem »; one that is hidden or left between may be what was meant, and is asked about. */
export class RowAbove<Field extends string> {
  private n = -1;
  private readonly said = new Map<Field, string>();
  private isNext = false;

  constructor(
    private readonly repeated: readonly Field[],
    private readonly optional: readonly Field[],
  ) {}

  begin(n: number): void {
    this.isNext = n === this.n + 1;
    this.n = n;
  }

  read(field: Field, typed: string): string {
    if (!this.repeated.includes(field)) return typed;
    const above = this.isNext ? this.said.get(field) : undefined;
    const says = isDitto(typed) ? (above ?? (this.optional.includes(field) ? '' : typed)) : typed;
    this.said.set(field, says);
    return says;
  }
}
