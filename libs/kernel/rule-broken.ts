/**
 * An expected refusal: a rule of the bank that the request would break.
 * `code` is stable (`feature.what`), documented by the API and turned into a French sentence by the page;
 * `facts` fill that sentence; `field` names the form field the message belongs beside.
 */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  constructor(
    readonly code: `${string}.${string}`,
    readonly facts: Readonly<Record<string, unknown>> = {},
    readonly field?: string,
  ) {
    super(code);
  }
}

/** Not there, or not the actor's to see: the two must be indistinguishable. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(readonly what = 'thing') {
    super(`not found: ${what}`);
  }
}
