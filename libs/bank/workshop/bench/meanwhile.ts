import { sha256 } from '#platform/kernel';
import type { GateView } from './views.js';

/** Acts at the bench that two people may do at once: each is signed over what its form showed. */
export type SeenAct = 'media' | 'test' | 'grade';
/** Of each, what a form showed, as a short mark. */
export type Seen = Readonly<Record<SeenAct, string>>;

type Shown = Omit<GateView, 'open' | 'failures' | 'next' | 'seen'>;

/** What changed meanwhile, the gravest first: it has another holder, it came back, it is elsewhere in its life, somebody else was quicker. */
const PARTS = {
  holder: (g: Shown) => g.holderId,
  epoch: (g: Shown) => g.dataEpoch,
  state: (g: Shown) => g.state,
} as const;
const OWN: Readonly<Record<SeenAct, (g: Shown) => unknown>> = {
  media: (g) => [g.knowledge, g.mediaReopened, g.media.map((m) => [m.id, m.failure, m.evidence?.id])],
  test: (g) => g.sheet?.id,
  grade: (g) => [g.sheet?.id, g.grade],
};

const short = (of: unknown): string => sha256(JSON.stringify(of) ?? '').slice(0, 8);
const partsOf = (act: SeenAct, g: Shown): string[] =>
  [...Object.values(PARTS).map((part) => part(g)), OWN[act](g)].map(short);

/** The marks of a view. */
export const seenOf = (g: Shown): Seen => ({
  media: partsOf('media', g).join('.'),
  test: partsOf('test', g).join('.'),
  grade: partsOf('grade', g).join('.'),
});

/** What changed of a view since a form showed it: `holder`, `epoch`, `state`, or the act itself; null: nothing that matters to the act. */
export function changedSince(act: SeenAct, seen: string, now: GateView): string | null {
  if (seen === now.seen[act]) return null;
  const [before, after] = [seen.split('.'), now.seen[act].split('.')];
  return [...Object.keys(PARTS), act].find((_, i) => before[i] !== after[i]) ?? act;
}
