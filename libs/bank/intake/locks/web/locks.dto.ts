import { LOCK_CHECKS, LOCKS } from '#bank/intake';
import { choice, fields } from '#platform/http';

export class DeclareLockDto extends fields({
  kind: choice(LOCKS, { label: 'Qu’est-ce qui le verrouille ?', wrong: 'Choisissez ce qui verrouille l’appareil.' }),
}) {}

export class ReleaseLockDto extends fields({
  check: choice(LOCK_CHECKS, {
    label: 'Comment l’avez-vous vérifié ?',
    wrong: 'Dites comment vous l’avez vérifié.',
  }),
}) {}
