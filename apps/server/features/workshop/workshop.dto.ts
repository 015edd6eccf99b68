import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { MEDIUM_KINDS, type MediumKind } from '#devices';
import { type Answers, type GoneOrReset, GRADES, HELP, type MediaStatement, REPAIRS } from '#refurbishment';
import { says } from '../../http/sentences.js';
import { SigningDto } from '../../http/signing.dto.js';

// Beside a field, the decorator next to its name is asked first: what is missing is said before what is too long.

/** A signed statement of what storage a device holds. */
export class MediaStatementDto extends SigningDto {
  /** `no_medium`: nothing in it; `complete_list`: the listed media are all of them. */
  @IsIn(['no_medium', 'complete_list']) kind: MediaStatement;
  /** Codes of more devices of the same model, each of which was opened: one signature serves the pile. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) also?: string[];
}

/** A signed statement that one medium is gone or reset. */
export class GoneMediumDto extends SigningDto {
  @IsIn(['destroyed', 'removed', 'factory_reset'], { message: 'Choisissez ce que vous avez fait.' }) kind: GoneOrReset;
}

/** A medium that somebody sees in the device. */
export class MediumDto {
  @IsIn(Object.keys(MEDIUM_KINDS), { message: 'Choisissez le type du support.' }) kind: MediumKind;
  @IsOptional() @IsString() @MaxLength(80) serial?: string;
  @IsOptional() @IsString() @MaxLength(80) model?: string;
}

/** The test sheet: the points of the device's kind, each `ok`, `ko`, `untested` (nobody could try it) or `na` (it has none). The verdict is computed. */
export class TestSheetDto extends SigningDto {
  @IsObject() answers: Partial<Answers>;
  /** The system installed; needed when its point is `ok`. */
  @IsOptional() @IsString() @MaxLength(60, { message: 'Le nom du système : 60 caractères au plus.' }) system?: string;
}

export class GradeDto {
  @IsIn(Object.keys(GRADES), says('refurbishment.grade_unknown')) grade: string;
}

/** What was repaired, replaced or cleaned. */
export class RepairDto {
  @IsArray()
  @ArrayNotEmpty(says('refurbishment.repair_unknown'))
  @IsIn(Object.keys(REPAIRS), { each: true, ...says('refurbishment.repair_unknown') })
  repairs: string[];
}

export class HelpDto {
  @IsIn(Object.keys(HELP), says('refurbishment.help_unknown')) help: string;
}

/** A person ties a result without a serial to a medium. */
export class DecisionDto extends SigningDto {
  @IsUUID() resultId: string;
  @IsUUID(undefined, says('refurbishment.medium_missing')) mediumId: string;
  @MaxLength(300) @IsString({ message: 'Dites en une phrase pourquoi c’est bien ce support.' }) reason: string;
}

/** Which step is taken back. */
export class UndoStepDto {
  /** The id of the step that is meant; the last one when left out. */
  @IsOptional() @IsUUID(undefined, says('refurbishment.not_the_last_step')) step?: string;
}
