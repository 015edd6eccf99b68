/**
 * The public address of a paper: its number and its secret, in capitals so that the QR stays small. Whoever holds the
 * paper has it; nobody guesses it.
 */
export const verificationOf = (site: string, number: string, secret: string): string =>
  `${site}/V/${number}-${secret}`.toUpperCase();

/** Number and secret out of what follows `/V/`, or of a number and a code typed by hand; null when it cannot be one. */
export function readVerification(text: string): { number: string; secret: string } | null {
  const read = /^([A-Z]{2}-\d{4}-\d{4,9})-?([0-9A-F]{24})$/.exec(text.toUpperCase().replace(/\s/g, ''));
  return read ? { number: read[1]!, secret: read[2]! } : null;
}
