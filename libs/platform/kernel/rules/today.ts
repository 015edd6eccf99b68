/** Something that waits for somebody. Features count; the table of the home page says which card it becomes and which list it leads to. */
export interface Waiting<What extends string = string> {
  readonly what: What;
  readonly count: number;
  /** Days since the oldest of them began to wait; null where there is none. */
  readonly oldest?: number | null;
  readonly late?: number;
}
