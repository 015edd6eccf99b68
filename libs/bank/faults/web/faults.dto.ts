import { Type } from 'class-transformer';
import { IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { UNSIGNED_WHY } from '#bank/allocation';
import { CORRECTION_REASONS } from '#bank/corrections';
import {
  CLOSE_REASONS,
  FILES,
  FOUND,
  MAX_NOTE,
  MAX_SENTENCE,
  PROBLEMS,
  SOLUTIONS,
  type TicketAct,
  WAITS_FOR,
} from '#bank/faults';
import { choice, day, fields, one, SigningDto, text } from '#platform/http';
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

/** Where a fault is, by its number and its word. */
export class FollowForm extends fields({
  number: text({
    max: 20,
    filled: true,
    label: 'Votre numéro',
    hint: 'Il commence par P.',
    missing: 'Écrivez votre numéro.',
  }),
  word: text({
    max: 10,
    filled: true,
    label: 'Votre mot',
    hint: 'Quatre lettres, données avec le numéro.',
    missing: 'Écrivez le mot de quatre lettres.',
  }),
}) {}

/** A fault that somebody tells at the desk: of a device that is scanned, or of one that the person has. */
export class DeskFaultForm extends FaultForm {
  /** Chosen among those of the person; what is scanned or typed counts first. */
  @IsOptional() @IsString() @MaxLength(20) code?: string;
  /** They were told of the fault that is open, and what they report is added to it. */
  @IsOptional() second?: boolean;
}

/** What is known when a fault is opened at the desk. */
export class NewTicketQuery {
  @IsOptional() @IsString() @MaxLength(60) appareil?: string;
  @IsOptional() @IsString() @MaxLength(36) personne?: string;
}

/** Asked by some of the actions, and then needed. */
const ASKED = { optional: true, required: true } as const;

/** What the actions on a ticket need; each its own. */
export class TicketActionDto extends fields(
  {
    solution: choice(SOLUTIONS, {
      ...ASKED,
      label: 'Qu’est-ce qui a réglé la panne ?',
      about: 'For `solve` and `give_back`.',
    }),
    files: choice(FILES, {
      ...ASKED,
      label: 'Et les fichiers de la personne ?',
      about: 'For `give_back`: what became of the person’s files.',
    }),
    reason: choice(
      { ...CLOSE_REASONS, ...CORRECTION_REASONS },
      { ...ASKED, label: 'Pourquoi ?', about: 'For `close`; for `reopen`, how the mistake came about.' },
    ),
    found: choice(FOUND, {
      optional: true,
      label: 'Qu’avez-vous trouvé ?',
      hint: 'Ce que vous avez constaté, pas ce que la personne a dit.',
      about: 'For `diagnose`; and for `solve`, `give_back` and `swap`, where it is known then.',
    }),
    waitsFor: choice(WAITS_FOR, {
      ...ASKED,
      label: 'Qu’attend-on ?',
      about: 'For `wait`: whom or what the fault waits for.',
      wrong: 'maintenance.waits_for_missing',
    }),
    waitsUntil: day({
      ...ASKED,
      label: 'Jusqu’à quel jour ?',
      hint: 'Ce jour passé, la panne est en retard.',
      about: 'For `wait`: the last day, as YYYY-MM-DD.',
      wrong: 'maintenance.until_wrong',
    }),
    ownerId: one({
      ...ASKED,
      label: 'À qui la confiez-vous ?',
      about: 'For `entrust`: the membership of a colleague.',
      select: 'Choisir une personne',
    }),
    reportId: one({
      ...ASKED,
      label: 'Quel signalement ?',
      hint: 'Il rejoint la panne de l’appareil que dit son étiquette, ou attend que la banque le trouve.',
      about: 'For `move_out`: one of its `reports`, but not the one that gave the fault its number.',
    }),
    placeId: one({
      ...ASKED,
      label: 'Où le posez-vous ?',
      about: 'For `take_in`: a place of the structure.',
      select: 'Choisir un lieu',
    }),
    replacementDeviceId: one({
      ...ASKED,
      label: 'Par quel appareil ?',
      hint: 'Il va à la même personne. L’ancien revient chez vous, et chacun garde son histoire.',
      about: 'For `swap`: a device delivered to the structure.',
    }),
    unsigned: choice(UNSIGNED_WHY, {
      optional: true,
      label: 'Pourquoi elle ne signe pas',
      hint: 'L’attestation le dira.',
      about: 'For `swap` without a signature: why.',
    }),
    label: text({
      ...ASKED,
      max: 200,
      scan: true,
      label: 'Code, ancien numéro ou numéro de série de l’appareil',
      about: 'For `assign`: a code, an old number or a serial.',
    }),
  },
  SigningDto,
) {
  /** For `swap`: how the person signs for the replacement. */
  @IsOptional() @ValidateNested() @Type(() => SignatureDto) signature?: SignatureDto;
}

/** What each verb asks, in the order of its buttons: the first that is allowed is the primary one. One that asks nothing is carried out by its button. */
export const TICKET_ASKS: Readonly<Record<TicketAct, readonly (keyof TicketActionDto)[]>> = {
  take: [],
  assign: ['label'],
  solve: ['solution', 'found'],
  give_back: ['solution', 'files', 'found'],
  resume: [],
  take_in: ['placeId'],
  swap: ['replacementDeviceId', 'found', 'signature', 'unsigned', 'password'],
  diagnose: ['found'],
  wait: ['waitsFor', 'waitsUntil'],
  entrust: ['ownerId'],
  move_out: ['reportId'],
  close: ['reason'],
  reopen: ['reason'],
};

/** A note on a fault. */
export class TicketNoteDto extends fields({
  text: text({
    max: 2000,
    rows: 2,
    maxlength: MAX_NOTE,
    label: 'Une note',
    hint: 'Ce que les collègues doivent savoir. Rien sur la santé. Elle part avec les mots de la personne.',
    about: `A short note, ${MAX_NOTE} signs at most. Nothing about health.`,
    missing: 'Écrivez la note.',
  }),
}) {}
