import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { UNSIGNED_WHY, type UnsignedWhy } from '#bank/allocation';
import { CORRECTION_REASONS, type CorrectionReason } from '#bank/corrections';
import {
  CLOSE_REASONS,
  type CloseReason,
  FILES,
  type Files,
  MAX_SENTENCE,
  PROBLEMS,
  SOLUTIONS,
  type Solution,
} from '#bank/faults';
import { choice, fields, SigningDto, text } from '#platform/http';
import { SignatureDto } from '../../allocation/handovers/web/handovers.dto.js';

/** A fault, as anybody may report it. Nobody's name is asked. */
export class FaultDto extends fields({
  label: text({
    max: 200,
    scan: true,
    label: 'Appareil',
    hint: 'Le code de l’étiquette, ou un ancien numéro.',
    about: 'The code of the label, or an old number.',
    wrong: 'Ce numéro est trop long : relisez l’étiquette.',
    missing: 'Écrivez le numéro qui est sur l’étiquette.',
  }),
  problem: choice(PROBLEMS, { label: 'Ce qui ne va pas', layout: 'tiles', wrong: 'Touchez ce qui ne va pas.' }),
  sentence: text({
    max: 2000,
    optional: true,
    rows: 2,
    maxlength: MAX_SENTENCE,
    label: 'Une phrase',
    hint: 'Rien sur la santé, pas de nom.',
    about: 'One sentence, 280 signs at most. Nothing about health, no name.',
  }),
  phone: text({
    max: 40,
    optional: true,
    label: 'Un téléphone où vous appeler',
    about: 'Where to call back, if the person wishes. Sealed, and forgotten after the end of the ticket.',
    type: 'tel',
    inputmode: 'tel',
  }),
}) {}

/** From its page, where a code that looks wrong was pointed out before. */
export class FaultForm extends FaultDto {
  @IsOptional() asWritten?: boolean;
}

/** A fault that somebody tells at the desk: of a device that is scanned, or of one that the person has. */
export class DeskFaultForm extends FaultForm {
  /** Chosen among those of the person; what is scanned or typed counts first. */
  @IsOptional() @IsString() @MaxLength(20) code?: string;
  /** They were told of the fault that is open, and mean another. */
  @IsOptional() second?: boolean;
}

/** What is known when a fault is opened at the desk. */
export class NewTicketQuery {
  @IsOptional() @IsString() @MaxLength(60) appareil?: string;
  @IsOptional() @IsString() @MaxLength(36) personne?: string;
}

/** What the actions on a ticket need; each its own. */
export class TicketActionDto extends SigningDto {
  /** For `solve` and `give_back`. */
  @IsOptional() @IsIn(Object.keys(SOLUTIONS)) solution?: Solution;
  /** For `give_back`: what became of the person's files. */
  @IsOptional() @IsIn(Object.keys(FILES)) files?: Files;
  /** For `close`; for `reopen`, how the mistake came about. */
  @IsOptional()
  @IsIn([...Object.keys(CLOSE_REASONS), ...Object.keys(CORRECTION_REASONS)])
  reason?: CloseReason | CorrectionReason;
  /** For `take_in`: a place of the structure. */
  @IsOptional() @IsUUID() placeId?: string;
  /** For `swap`: a device delivered to the structure. */
  @IsOptional() @IsUUID() replacementDeviceId?: string;
  /** For `swap`: how the person signs for the replacement. */
  @IsOptional() @ValidateNested() @Type(() => SignatureDto) signature?: SignatureDto;
  /** For `swap` without a signature: why. */
  @IsOptional() @IsIn(Object.keys(UNSIGNED_WHY)) unsigned?: UnsignedWhy;
  /** For `assign`: a code, an old number or a serial. */
  @IsOptional() @IsString() @MaxLength(200) label?: string;
}
