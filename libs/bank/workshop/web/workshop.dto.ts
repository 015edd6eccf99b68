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
import { MEDIUM_KINDS } from '#bank/devices';
import {
  type Answers,
  BENCH_STEPS,
  type BenchStepName,
  GRADES,
  HELP,
  MEDIUM_LOCATIONS,
  type MediaStatement,
  type MediumLocationKind,
  REPAIRS,
  type StatedKind,
} from '#bank/workshop';
import { choice, fields, SigningDto, says, text } from '#platform/http';

// Beside a field, the decorator next to its name is asked first: what is missing is said before what is too long.

/** Which devices that wait at the bench: those of one step, or all. */
export class QueueQuery {
  @IsOptional() @IsIn(BENCH_STEPS as readonly string[] as string[]) etape?: BenchStepName;
}

/** What is signed over what a form showed. */
export class SeenDto extends SigningDto {
  /** The mark of what was shown, as the gate gives it (`seen`): refused when the device changed since. Left out, nothing is asked. */
  @IsOptional() @IsString() @MaxLength(80) seen?: string;
}

/** A signed statement of what storage a device holds. */
export class MediaStatementDto extends SeenDto {
  /** `no_medium`: nothing in it; `complete_list`: the listed media are all of them. */
  @IsIn(['no_medium', 'complete_list']) kind: MediaStatement;
  /** Codes of more devices of the same model, each of which was opened: one signature serves the pile. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) also?: string[];
}

/** A signed statement that one medium is gone, reset or new. */
export class GoneMediumDto extends SeenDto {
  @IsIn(['destroyed', 'removed', 'factory_reset', 'new'], { message: 'Choisissez ce que vous avez fait.' })
  kind: StatedKind;
  /** Of a new medium: the number of its invoice. */
  @IsOptional()
  @IsString()
  @MaxLength(60, { message: 'Le numéro de la facture : 60 caractères au plus.' })
  invoice?: string;
}

/** A signed word of where a medium is whose number is proven in two devices. */
export class MediumLocationDto extends SigningDto {
  /** `here`: in this device, and not in the other; `two_media`: each has one, with one number. */
  @IsIn(MEDIUM_LOCATIONS, { message: 'Choisissez où est ce support.' }) kind: MediumLocationKind;
}

/** A medium that somebody sees in the device. */
export class MediumDto extends fields({
  kind: choice(MEDIUM_KINDS, {
    label: 'Type',
    select: 'Choisir…',
    width: 'medium',
    wrong: 'Choisissez le type du support.',
  }),
  serial: text({
    max: 80,
    optional: true,
    label: 'Numéro de série',
    hint: 'Sur l’étiquette du disque : « S/N ».',
    width: 'medium',
  }),
  model: text({ max: 80, optional: true }),
}) {}

/** The test sheet: the points of the device's kind, each `ok`, `ko`, `untested` (nobody could try it) or `na` (it has none). The verdict is computed. */
export class TestSheetDto extends SeenDto {
  @IsObject() answers: Partial<Answers>;
  /** The system installed; needed when its point is `ok`. */
  @IsOptional() @IsString() @MaxLength(60, { message: 'Le nom du système : 60 caractères au plus.' }) system?: string;
}

export class GradeDto {
  @IsIn(Object.keys(GRADES), says('refurbishment.grade_unknown')) grade: string;
  /** The mark of what was shown, as the gate gives it (`seen.grade`). */
  @IsOptional() @IsString() @MaxLength(80) seen?: string;
}

/** What was repaired, replaced or cleaned. */
export class RepairDto {
  @IsArray()
  @ArrayNotEmpty(says('refurbishment.repair_unknown'))
  @IsIn(Object.keys(REPAIRS), { each: true, ...says('refurbishment.repair_unknown') })
  repairs: string[];
}

export class HelpDto extends fields({
  help: choice(HELP, { label: 'Ce qui bloque', hideLabel: true, wrong: 'refurbishment.help_unknown' }),
}) {}

/** A person ties a result without a serial to a medium. */
export class LogDecisionDto extends SigningDto {
  @IsUUID() resultId: string;
  @IsUUID(undefined, says('refurbishment.medium_missing')) mediumId: string;
  @MaxLength(300) @IsString({ message: 'Dites en une phrase pourquoi c’est bien ce support.' }) reason: string;
}

/** Which step is taken back. */
export class UndoStepDto {
  /** The id of the step that is meant; the last one when left out. */
  @IsOptional() @IsUUID(undefined, says('refurbishment.not_the_last_step')) step?: string;
}
