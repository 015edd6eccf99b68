import type { Page } from '#platform/kernel';

/** All of a list, as whoever walks over its pages gets it. */
export async function pageByPage<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const walked: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    walked.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return walked;
}
