import { IsIn } from 'class-validator';
import { LOCK_CHECKS, LOCK_KINDS, type LockCheck, type LockKind } from '#bank/intake';

/** A lock found on a device. */
export class DeclareLockDto {
  @IsIn(LOCK_KINDS, { message: 'Choisissez ce qui verrouille l’appareil.' }) kind: LockKind;
}

/** How somebody made sure that a lock is gone. */
export class ReleaseLockDto {
  @IsIn(Object.keys(LOCK_CHECKS), { message: 'Dites comment vous l’avez vérifié.' }) check: LockCheck;
}
