import { IsIn } from 'class-validator';
import { CORRECTION_REASONS, type CorrectionReason } from '#bank/corrections';

const WHY = { message: 'Dites comment l’erreur est arrivée.' };

/** Why something is put right: a code. Every correction takes it. */
export class ReasonDto {
  @IsIn(Object.keys(CORRECTION_REASONS), WHY) reason: CorrectionReason;
}
