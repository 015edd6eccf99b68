// Refusals, as RFC 9457 problem+json. Compiled for the browser too: nothing here needs Node.

/** One problem of one field: `message` is the French sentence shown, `field` the input's name ('' for the whole form). */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
  /** The page where it can be put right, when that is another one. */
  href?: string;
}

export interface Problem {
  status: number;
  code: string;
  title: string;
  /** The field that a broken rule is about. */
  field?: string;
  facts?: Readonly<Record<string, unknown>>;
  errors?: readonly FieldProblem[];
}
