import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { BEYOND_CAP, END_REASONS, ofEachField, SUPPLIER_FIELDS, simField } from '#bank/sims';
import { choice, day, fields, one, SigningDto, text, tick, whole } from '#platform/http';
import { ReasonDto } from '../../corrections/web/corrections.dto.js';
import { ColumnChoicesDto } from '../../files/engine/web/file.dto.js';

const WORD_FIELDS = ofEachField((name) => {
  const { label, hint, max, width, day: isDay } = simField(name);
  if (isDay) return day({ label, hint, optional: true, real: true, wrong: 'Écrivez un jour qui existe.' });
  return text({
    label,
    hint,
    max,
    width,
    optional: true,
    wrong: `Ce texte est trop long : ${max} caractères au plus.`,
  });
});

const SUPPLIED = SUPPLIER_FIELDS.map((name) => simField(name).label.toLowerCase()).join(', ');

/** A supplier's list, pasted; the page takes a file instead too. */
export class SimImportForm extends fields({
  list: text({
    max: 2_000_000,
    // A browser would cut a longer one without a word.
    maxlength: undefined,
    optional: true,
    rows: 6,
    label: 'Ou collez la liste ici',
    hint: `ICCID, et si vous les avez : numéro de ligne, ${SUPPLIED}, PIN, PUK.`,
    wrong: 'Cette liste est trop longue à coller : envoyez le fichier.',
  }),
  ...WORD_FIELDS,
}) {}

/** A list brought into stock at once. Rows with an error stay out and are counted; known cards are left as they are. */
export class SimImportDto extends fields({
  list: text({ max: 5_000_000, about: 'CSV with a header (ICCID, MSISDN, carrier, PIN, PUK), or one ICCID a line.' }),
  ...WORD_FIELDS,
}) {}

/** What a person says about a list: where its titles are, what each column is, and of which carrier its cards are. */
export class SimListChoicesForm extends fields({ carrier: WORD_FIELDS.carrier }, ColumnChoicesDto) {}

const asList = ({ value }: { value: unknown }): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];

/** Cards for a structure: those chosen, or so many of the oldest. */
export class AllotDto extends fields({
  structureId: one({
    label: 'À quelle structure ?',
    select: 'Choisir une structure',
    wrong: 'Choisissez la structure.',
  }),
  count: whole({
    min: 1,
    max: 1000,
    optional: true,
    required: true,
    label: 'Combien de cartes ?',
    hint: 'Les plus anciennes partent d’abord.',
    type: 'number',
    wrong: 'Écrivez combien de cartes.',
    beyond: '1 000 cartes au plus à la fois.',
  }),
  carrier: text({ max: 60, optional: true }),
}) {
  @IsOptional() @Transform(asList) @IsArray() @ArrayMaxSize(1000) @IsUUID('all', { each: true }) ids?: string[];
}

/** A hand-out, signed. */
export class HandOutDto extends fields(
  {
    beyondCap: choice(BEYOND_CAP, {
      optional: true,
      required: true,
      label: 'Pourquoi une carte de plus ?',
      about:
        'Why somebody gets a card who got as many as the rule allows: asked of a manager then, and left out otherwise.',
      wrong: 'Choisissez pourquoi.',
    }),
  },
  SigningDto,
) {
  @IsUUID('all', { message: 'Choisissez à qui vous remettez la carte.' }) beneficiaryId: string;
}

/** Who has the card in fact. */
export class CorrectSimReferenceDto extends ReasonDto {
  @IsUUID('all', { message: 'Choisissez qui a la carte.' }) beneficiaryId: string;
}

/** The wrong card is back. */
export class UndoHandOutDto extends fields(
  {
    neverUsed: tick({
      label: 'La carte est revenue, et personne ne s’en est servi.',
      about: 'Stated by whoever takes it back; without it, the card has ended.',
    }),
  },
  ReasonDto,
) {}

export class EndSimDto extends fields({
  reason: choice(END_REASONS, { label: 'Pourquoi ?', wrong: 'Choisissez pourquoi.' }),
}) {}

/** A card was recharged: until when its credit lasts now. */
export class RechargeDto extends fields({
  creditEndsOn: day({
    label: 'Jusqu’à quand dure le crédit ?',
    hint: 'Le dernier jour. La structure est prévenue avant, si la carte est remise.',
    real: true,
    wrong: 'Écrivez un jour qui existe.',
  }),
}) {}
