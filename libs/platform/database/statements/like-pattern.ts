/** A LIKE pattern that finds the typed text anywhere, or null for a blank. */
export const like = (typed: string | undefined): string | null => {
  const text = typed?.trim();
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
};
