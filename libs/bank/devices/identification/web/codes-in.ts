/** What was scanned one under the other, or typed between commas. */
export const codesIn = (typed: unknown): string[] =>
  typeof typed === 'string' ? typed.split(/[\s,;]+/).filter((code) => code !== '') : [];
