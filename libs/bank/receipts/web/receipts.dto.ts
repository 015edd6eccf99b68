import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { CANCEL_RECEIPT_REASONS, CHECKED_HOW, type DeclaredHow, TYPED_HOW } from '#bank/receipts';
import { choice, fields, one, SigningDto } from '#platform/http';

/** The value of a gift as its donor declared it. */
export class DeclaredValueDto {
  /** Euros as people write them: `1 271,80`. */
  @IsNotEmpty() @IsString() @MaxLength(40) value: string;
  /** The day on which the donor said so, `2026-11-25`. */
  @IsNotEmpty() @IsString() @MaxLength(10) declaredOn: string;
  @IsIn(
    TYPED_HOW.map(([how]) => how),
    { message: 'Dites comment le donateur l’a déclarée.' },
  )
  how: DeclaredHow;
}

/** How the bank's receipt officer checked the value that a person declared. */
export class ValueCheckDto extends fields({
  checkedHow: choice(CHECKED_HOW, {
    label: 'Comment avez-vous vérifié cette valeur ?',
    hint: 'Avant tout reçu, la banque vérifie la valeur que déclare un particulier. Si elle vous paraît fausse, demandez-lui une autre valeur et notez-la.',
    wrong: 'Dites comment vous l’avez vérifiée.',
  }),
  valueId: one({ optional: true, about: 'The declaration that was read: a newer one is not checked unseen.' }),
}) {}

/** Whom a receipt is made out to. A company's name, form and number may be left out when they are known. */
export class ReceiptDto extends SigningDto {
  @IsOptional() @IsString() @MaxLength(200) name?: string;
  @IsOptional() @IsString() @MaxLength(300) address?: string;
  @IsOptional() @IsString() @MaxLength(100) legalForm?: string;
  @IsOptional() @IsString() @MaxLength(20) siren?: string;
  /** The declaration that was read: a newer one is not signed unseen. */
  @IsOptional() @IsUUID() valueId?: string;
}

const reason = choice(CANCEL_RECEIPT_REASONS, {
  label: 'Pourquoi ne doit-il plus compter ?',
  select: 'Choisissez',
  wrong: 'Dites pourquoi.',
});

export class CancelReceiptDto extends fields({ reason }, SigningDto) {}

export class ReplaceReceiptDto extends fields({ reason }, ReceiptDto) {}

/** The identity that a form gives, with nothing undefined in it. */
export const identityOf = (form: ReceiptDto) => ({
  name: form.name ?? '',
  address: form.address ?? '',
  legalForm: form.legalForm ?? '',
  siren: form.siren ?? '',
  valueId: form.valueId,
  password: form.password,
});

/** A year out of an address; NaN for anything else, which no service takes. */
export const yearOf = (text: string): number => (/^\d{4}$/.test(text) ? Number(text) : Number.NaN);
