import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { MEDIUM_KINDS } from '#bank/devices';
import {
  type Answers,
  ERASE_METHODS,
  GRADES,
  HELP,
  type MediaStatement,
  type MediumLocationKind,
  REPAIRS,
  type RepairCode,
  STATEMENTS,
  type StatedKind,
} from '#bank/workshop';
import { choice, fields, one, SigningDto, says, several, text } from '#platform/http';

// Beside a field, the decorator next to its name is asked first: what is missing is said before what is too long.

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

/** What became of a medium, each with the text that is signed. */
export const GONE = {
  destroyed: { label: 'Détruit', hint: STATEMENTS.destroyed, icon: 'trash-2' },
  removed: { label: 'Retiré', hint: STATEMENTS.removed, icon: 'package-x' },
  new: { label: 'Neuf', hint: STATEMENTS.new, icon: 'package-open' },
  other_tool: { label: 'Effacé avec un autre outil', hint: STATEMENTS.other_tool, icon: 'scale' },
  factory_reset: { label: 'Remis aux réglages d’usine', hint: STATEMENTS.factory_reset, icon: 'rotate-ccw' },
} as const satisfies Record<StatedKind, object>;

/** A signed statement that one medium is gone, reset or new. */
export class GoneMediumDto extends fields(
  {
    kind: choice(GONE, {
      label: 'Qu’avez-vous fait ?',
      hint: 'Vous signez le texte choisi.',
      wrong: 'Choisissez ce que vous avez fait.',
    }),
    invoice: text({
      max: 60,
      optional: true,
      label: 'Numéro de la facture, si le support est neuf',
      hint: 'Une deuxième personne signera aussi. Sans facture, effacez-le.',
      about: 'Of a new medium: the number of its invoice.',
      width: 'medium',
      wrong: 'Le numéro de la facture : 60 caractères au plus.',
    }),
    method: choice(ERASE_METHODS, {
      optional: true,
      select: 'Choisir…',
      label: 'Méthode, avec un autre outil',
      about: 'Of another tool: by which technique it erased.',
      wrong: 'refurbishment.method_missing',
    }),
    fileId: one({
      optional: true,
      label: 'Le fichier que l’outil a écrit',
      about: 'Of another tool: the id of the file that it wrote, sent before.',
      select: 'Aucun',
    }),
    reason: text({
      max: 300,
      rows: 2,
      optional: true,
      label: 'Avec un autre outil : pourquoi c’est sûr',
      about: 'Of another tool: why whoever signs believes it, 20 characters at least.',
    }),
  },
  SeenDto,
) {}

/** A signed word of where a medium is whose number is proven in two devices. */
export class MediumLocationDto extends fields(
  {
    kind: choice(
      {
        here: { label: 'Dans cet appareil', hint: STATEMENTS.here, icon: 'hard-drive' },
        two_media: { label: 'Un dans chacun', hint: STATEMENTS.two_media, icon: 'copy' },
      } satisfies Record<MediumLocationKind, object>,
      {
        label: 'Où est-il ?',
        hint: 'Vous signez le texte choisi.',
        about: '`here`: in this device, and not in the other; `two_media`: each has one, with one number.',
        wrong: 'Choisissez où est ce support.',
      },
    ),
  },
  SigningDto,
) {}

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
export class RepairDto extends fields({
  repairs: several(
    {
      battery: { label: REPAIRS.battery, icon: 'battery-charging' },
      disk: { label: REPAIRS.disk, icon: 'hard-drive' },
      board: { label: REPAIRS.board, icon: 'cpu' },
      memory: { label: REPAIRS.memory, icon: 'memory-stick' },
      screen: { label: REPAIRS.screen, icon: 'monitor' },
      keyboard: { label: REPAIRS.keyboard, icon: 'keyboard' },
      charger: { label: REPAIRS.charger, icon: 'plug' },
      system: { label: REPAIRS.system, icon: 'cpu' },
      cleaning: { label: REPAIRS.cleaning, icon: 'refresh-cw' },
      other: { label: REPAIRS.other, icon: 'wrench' },
    } satisfies Record<RepairCode, object>,
    { label: 'Réparations', hideLabel: true, wrong: 'refurbishment.repair_unknown' },
  ),
}) {}

export class HelpDto extends fields({
  help: choice(HELP, { label: 'Ce qui bloque', hideLabel: true, wrong: 'refurbishment.help_unknown' }),
}) {}

/** A person ties a result without a serial to a medium. */
export class LogDecisionDto extends fields(
  {
    resultId: one({ label: 'Le résultat', select: '' }),
    mediumId: one({ label: 'Le support de l’appareil', select: 'Choisir…', wrong: 'refurbishment.medium_missing' }),
    reason: text({
      max: 300,
      rows: 2,
      label: 'Comment le savez-vous ?',
      missing: 'Dites en une phrase pourquoi c’est bien ce support.',
    }),
  },
  SigningDto,
) {}

/** Which step is taken back. */
export class UndoStepDto {
  /** The id of the step that is meant; the last one when left out. */
  @IsOptional() @IsUUID(undefined, says('refurbishment.not_the_last_step')) step?: string;
}
