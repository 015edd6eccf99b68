import { LOCK_CHECKS, LOCK_STEPS, LOCKS, type LockKind, type LockStep } from '#bank/intake';
import { choice, fields } from '#platform/http';
import { Badge } from '#platform/ui';

/** « mot de passe BIOS, compte Apple » */
export const kindsWords = (kinds: readonly LockKind[]): string => kinds.map((kind) => LOCKS[kind].short).join(', ');

/** What a lock waits for. */
export function StepBadge({ step }: { step: LockStep }) {
  const { label, tone, icon } = LOCK_STEPS[step];
  return (
    <Badge tone={tone} icon={icon}>
      {label.toLowerCase()}
    </Badge>
  );
}

/** A lock found on a device. */
export class DeclareLockDto extends fields({
  kind: choice(LOCKS, { label: 'Qu’est-ce qui le verrouille ?', wrong: 'Choisissez ce qui verrouille l’appareil.' }),
}) {}

/** How somebody made sure that a lock is gone. */
export class ReleaseLockDto extends fields({
  check: choice(LOCK_CHECKS, {
    label: 'Comment l’avez-vous vérifié ?',
    wrong: 'Dites comment vous l’avez vérifié.',
  }),
}) {}
