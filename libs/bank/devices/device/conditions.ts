/** How a device looked when somebody logged it: a first impression, never a grade. */
export const CONDITIONS = [
  { id: 'works', label: 'Fonctionne' },
  { id: 'worn', label: 'Fonctionne, usé' },
  { id: 'faulty', label: 'En panne' },
  { id: 'unknown', label: 'Pas essayé' },
] as const satisfies readonly { id: string; label: string }[];

export type Condition = (typeof CONDITIONS)[number]['id'];

export const CONDITION_IDS: readonly Condition[] = CONDITIONS.map((c) => c.id);

/** True for the id of a condition; ask before trusting a form or a file. */
export const isCondition = (text: unknown): text is Condition => CONDITION_IDS.includes(text as Condition);
/** The French name of a condition. */
export const conditionLabel = (id: Condition): string => CONDITIONS.find((c) => c.id === id)!.label;
