/**
 * Something that waits for somebody: how many of it, since when, how many past their day. Features count; which card it becomes, how
 * loudly it asks and which list it leads to is said once, in the home page's table.
 */
export interface Waiting<What extends string = string> {
  readonly what: What;
  readonly count: number;
  /** Days since the oldest of them began to wait; null where there is none. */
  readonly oldest?: number | null;
  /** How many of them are past the day they should have ended. */
  readonly late?: number;
}
