import { IsIn, IsUUID } from 'class-validator';
import { MEDIUM_KINDS } from '#bank/devices';
import { type DriveAnswerKind, STATEMENTS } from '#bank/workshop';
import { choice, fields, one, SigningDto, text } from '#platform/http';

/** What a drive of a log may be, each with the text that is signed. */
export const ANSWERS = {
  belongs_here: { label: 'Il est de cet appareil', hint: STATEMENTS.belongs_here, icon: 'hard-drive' },
  plugged_in: { label: 'Branché pour le travail', hint: STATEMENTS.plugged_in, icon: 'plug' },
  of_another: { label: 'D’un autre appareil', hint: STATEMENTS.of_another, icon: 'laptop' },
} as const satisfies Record<DriveAnswerKind, object>;

/** What a drive of this machine's log is. Signed. */
export class DriveAnswerDto extends fields(
  {
    resultId: one({ about: 'Of the log’s result.' }),
    answer: choice(ANSWERS, {
      label: 'Ce disque…',
      hint: 'Vous signez le texte choisi.',
      wrong: 'Choisissez ce qu’est ce disque.',
    }),
    kind: choice(MEDIUM_KINDS, {
      optional: true,
      label: 'S’il est de cet appareil, son type',
      about: 'Of one that belongs here; by its name in the log when left out.',
      select: '',
      width: 'medium',
      wrong: 'Choisissez le type du support.',
    }),
    other: text({
      max: 80,
      optional: true,
      label: 'S’il est d’un autre appareil, son code',
      hint: 'Sur l’étiquette de l’autre appareil. Laissez vide si personne ne le sait.',
      about: 'Of another’s: its code, where it is known.',
      width: 'medium',
    }),
  },
  SigningDto,
) {}

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
