import { LOCK_STEPS, LOCKS, type LockKind, type LockStep } from '#bank/intake';
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
