import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { MEDIUM_KINDS, type MediumKind } from '#bank/devices';
import { DRIVE_ANSWERS, type DriveAnswerKind } from '#bank/workshop';
import { fields, SigningDto, text } from '#platform/http';

/** What a drive of this machine's log is. Signed. */
export class DriveAnswerDto extends SigningDto {
  /** Of the log's result. */
  @IsUUID() resultId: string;
  @IsIn(DRIVE_ANSWERS, { message: 'Choisissez ce qu’est ce disque.' }) answer: DriveAnswerKind;
  /** Of one that belongs here; by its name in the log when left out. */
  @IsOptional() @IsIn(Object.keys(MEDIUM_KINDS), { message: 'Choisissez le type du support.' }) kind?: MediumKind;
  /** Of another's: its code, where it is known. */
  @IsOptional() @IsString() @MaxLength(80) other?: string;
}

/** What a log's clock or its tool's version leaves to confirm. Signed. */
export class LogConfirmationDto extends SigningDto {
  /** Of the log. */
  @IsUUID() logId: string;
  /** Its clock: of this file alone, or of every device of the same donation. A version is confirmed for ever. */
  @IsIn(['file', 'donation'], { message: 'Choisissez pour quoi vous confirmez.' }) scope: 'file' | 'donation';
}

/** A station that erases drives of other machines. */
export class DockDto extends fields({
  name: text({
    max: 80,
    label: 'Nom du poste',
    hint: 'Comme à l’atelier : « Station 4 baies ».',
    width: 'medium',
    missing: 'refurbishment.dock_name_missing',
  }),
  serial: text({
    max: 80,
    label: 'Numéro de série de la machine',
    hint: 'Celui que ses journaux écrivent : « system-serial-number ».',
    about: 'Of its machine, as its logs write it.',
    width: 'medium',
    missing: 'refurbishment.dock_serial_missing',
  }),
}) {}

export class DockEndDto {
  /** Of the station. */
  @IsUUID() id: string;
}
