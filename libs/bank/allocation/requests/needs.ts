import type { Category } from '#bank/devices';

/** What a structure may ask for. */
export const REQUESTABLE = [
  'laptop',
  'desktop',
  'all_in_one',
  'tablet',
  'smartphone',
  'monitor',
  'printer',
  'multifunction_printer',
] as const satisfies readonly Category[];
export type Requestable = (typeof REQUESTABLE)[number];
/** True for a category that may be asked for; ask before trusting a form. */
export const isRequestable = (text: unknown): text is Requestable => REQUESTABLE.includes(text as Requestable);

/**
 * What the equipment is for: a use, never a reason about the person. `memoryMb` is what a computer needs for it with
 * the system the bank installs.
 */
export const NEEDS = {
  procedures: { label: 'Démarches en ligne', short: 'démarches', memoryMb: 4096 },
  contact: { label: 'Messages et nouvelles des proches', short: 'messages', memoryMb: 4096 },
  video: { label: 'Visio', short: 'visio', memoryMb: 8192 },
  school: { label: 'Scolarité', short: 'scolarité', memoryMb: 8192 },
  training: { label: 'Formation', short: 'formation', memoryMb: 8192 },
  job: { label: 'Recherche d’emploi', short: 'recherche d’emploi', memoryMb: 4096 },
  office: { label: 'Bureautique', short: 'bureautique', memoryMb: 4096 },
} as const;
export type Need = keyof typeof NEEDS;
export const NEED_IDS = Object.keys(NEEDS) as Need[];
/** True for the code of a need; ask before trusting a form. */
export const isNeed = (text: unknown): text is Need => typeof text === 'string' && Object.hasOwn(NEEDS, text);

const COMPUTERS: readonly string[] = ['laptop', 'desktop', 'all_in_one'];

/** The memory that a unit asks for, in MB; 0 when memory says nothing about the category. */
export const memoryAsked = (category: string, needs: readonly Need[]): number =>
  COMPUTERS.includes(category) ? Math.max(0, ...needs.map((need) => NEEDS[need].memoryMb)) : 0;

export const URGENCIES = { normal: 'Normale', priority: 'Prioritaire' } as const;
export type Urgency = keyof typeof URGENCIES;

export const MOST_LINES = 10;
export const MOST_PER_LINE = 50;
/** Letters of what the bank tells a structure of a refusal. */
export const LONGEST_REFUSAL_NOTE = 300;
