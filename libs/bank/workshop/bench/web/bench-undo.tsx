import type { UndoableStep } from '#bank/workshop';
import { EndingAct } from '#platform/ui';
import { STEP_WORDS } from '../../web/workshop.words.js';

/** A step of one's own that can be taken back. */
export type Undoable = Pick<UndoableStep, 'id' | 'kind'>;

/** Taking one's own last step back: apart from « Retour », and asked once more. */
export const UndoStep = ({ code, step }: { code: string; step: Undoable }) => (
  <EndingAct
    of={{ label: `Annuler ${STEP_WORDS[step.kind].undo.what}`, icon: 'undo-2', ends: 'until_reopened' }}
    action={`/atelier/${code}/annulation`}
    lines={STEP_WORDS[step.kind].undo.lines}
    fields={{ step: step.id }}
  />
);

/** « le classement », as a sentence names a step. */
export function stepWords(kind: unknown): string {
  const words = Object.hasOwn(STEP_WORDS, String(kind)) ? STEP_WORDS[kind as UndoableStep['kind']] : undefined;
  return words?.undo?.what ?? '';
}
