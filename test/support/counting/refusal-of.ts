import { RuleBroken } from '#platform/kernel';

/** The rule that stops a piece of work; null when it goes through. */
export async function refusalOf(work: () => Promise<unknown>): Promise<RuleBroken | null> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
  return null;
}
