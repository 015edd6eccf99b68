import type { ComponentChildren } from 'preact';
import type { UndoableStep } from '#bank/workshop';
import { EndingAct } from '#platform/ui';

type Kind = UndoableStep['kind'];

/** A step of one's own that can be taken back. */
export type Undoable = Pick<UndoableStep, 'id' | 'kind'>;

const KEPT = 'Ce qui a été noté reste écrit dans son histoire.';
const CERTIFICATE = 'Le certificat de l’appareil, s’il est déjà fait, ne vaut plus.';

/** What taking each step back ends, before it is confirmed. */
const UNDO: Readonly<Record<Kind, { what: string; lines: readonly ComponentChildren[] }>> = {
  media: {
    what: 'la déclaration',
    lines: [
      'Ce que vous avez signé sur ses disques ne compte plus : il faudra le signer de nouveau.',
      CERTIFICATE,
      KEPT,
    ],
  },
  erase: {
    what: 'l’effacement',
    lines: [
      'Votre dernière preuve d’effacement ne compte plus : il faudra le prouver de nouveau.',
      CERTIFICATE,
      'Un support noté retiré est remis dans l’appareil.',
      KEPT,
    ],
  },
  test: {
    what: 'le test',
    lines: [
      'La fiche de test que vous avez signée ne compte plus : il faudra en remplir et en signer une autre.',
      KEPT,
    ],
  },
  grade: { what: 'le classement', lines: ['Votre classement ne compte plus.', KEPT] },
};

/** Taking one's own last step back: apart from « Retour », and asked once more. */
export const UndoStep = ({ code, step }: { code: string; step: Undoable }) => (
  <EndingAct
    of={{ label: `Annuler ${UNDO[step.kind].what}`, icon: 'undo-2', ends: 'until_reopened' }}
    action={`/atelier/${code}/annulation`}
    lines={UNDO[step.kind].lines}
    fields={{ step: step.id }}
  />
);

/** « le classement », as a sentence names a step. */
export const stepWords = (kind: unknown): string => (Object.hasOwn(UNDO, String(kind)) ? UNDO[kind as Kind].what : '');
