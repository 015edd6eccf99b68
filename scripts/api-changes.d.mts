export function surfaceOf(description: object): string[];
export function unsaid(
  before: readonly string[],
  now: readonly string[],
  changelog: string,
): { readonly added: string[]; readonly removed: string[] };
export function withAdded(changelog: string, lines: readonly string[]): string;
