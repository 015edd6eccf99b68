/** How a device looked when somebody logged it: a first impression, never a grade. */
export const CONDITIONS = [
  { id: 'works', label: 'Fonctionne' },
  { id: 'worn', label: 'Fonctionne, usé' },
  { id: 'faulty', label: 'En panne' },
  { id: 'unknown', label: 'Pas essayé' },
] as const satisfies readonly { id: string; label: string }[];

export type Condition = (typeof CONDITIONS)[number]['id'];

export const CONDITION_IDS: readonly Condition[] = CONDITIONS.map((c) => c.id);

/** What a list may leave to be looked at on the device itself, and the field that says it; Postgres knows the same (`devices.check_is_answered`). */
export const CHECK_POINTS = [
  { id: 'category', label: 'le type', field: 'category' },
  { id: 'make', label: 'la marque', field: 'make' },
  { id: 'condition', label: 'l’état', field: 'condition' },
  { id: 'number', label: 'le numéro', field: 'serial' },
  // No field says it.
  { id: 'battery', label: 'la batterie (gonflée, d’après la liste)', field: null },
] as const satisfies readonly { id: string; label: string; field: string | null }[];
export type CheckPoint = (typeof CHECK_POINTS)[number]['id'];

export const checkWords = (points: readonly string[]): string =>
  CHECK_POINTS.filter(({ id }) => points.includes(id))
    .map(({ label }) => label)
    .join(', ');

export const isCondition = (text: unknown): text is Condition => CONDITION_IDS.includes(text as Condition);
export const conditionLabel = (id: Condition): string => CONDITIONS.find((c) => c.id === id)!.label;
