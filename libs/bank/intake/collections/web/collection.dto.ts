import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { CATEGORY_WORDS } from '#bank/devices';
import {
  COLLECTION_MODES,
  type CollectionMode,
  INTAKE_REFUSAL_REASONS,
  LOCK_KINDS,
  type LockKind,
  REFUSAL_FATES,
  type ReleaseAnswer,
} from '#bank/intake';
import { choice, fields, text, whole } from '#platform/http';

/** When and how the equipment of a promise comes. */
export class PlanCollectionDto {
  /** `2026-12-03` */
  @IsString({ message: 'Choisissez le jour.' }) @MaxLength(10) on: string;
  @IsIn(Object.keys(COLLECTION_MODES), { message: 'Dites si on va le chercher ou si le donateur l’apporte.' })
  mode: CollectionMode;
  /** `9:30` */
  @IsOptional() @IsString() @MaxLength(8) from?: string;
  @IsOptional() @IsString() @MaxLength(8) to?: string;
  @IsOptional() @IsString() @MaxLength(200) address?: string;
  @IsOptional() @IsString() @MaxLength(10) postalCode?: string;
  /** INSEE code; or `commune`, as typed. */
  @IsOptional() @IsString() @MaxLength(5) communeCode?: string;
  @IsOptional() @IsString() @MaxLength(100) commune?: string;
  /** One of the donor's contacts. */
  @IsOptional() @IsString() @MaxLength(36) contactId?: string;
  @IsOptional() @IsString() @MaxLength(300) bring?: string;
}

/** What is refused when a donation arrives. */
export class RefusalDto extends fields({
  category: choice(CATEGORY_WORDS, {
    label: 'Quoi ?',
    select: 'Choisir',
    width: 'medium',
    wrong: 'Choisissez le type d’appareil.',
  }),
  quantity: whole({
    min: 1,
    max: 100_000,
    label: 'Combien ?',
    maxlength: 6,
    wrong: 'Écrivez combien.',
    beyond: '100 000 au plus.',
  }),
  reason: choice(INTAKE_REFUSAL_REASONS, { label: 'Pourquoi ?', wrong: 'Choisissez pourquoi.' }),
  fate: choice(REFUSAL_FATES, { label: 'Où va-t-il ?', layout: 'inline', wrong: 'Dites où part ce qui est refusé.' }),
  note: text({
    max: 200,
    optional: true,
    label: 'Marque, numéro de série',
    hint: 'Pour le reconnaître. Pas de nom de personne.',
    about: "Make, serial. Nobody's name.",
    wrong: '200 caractères au plus.',
  }),
}) {}

/** What the donor says of each lock: `done`, `not_concerned` or `not_yet`. */
export class ReleaseDto {
  @IsObject() answers: Partial<Record<LockKind, ReleaseAnswer>>;
}

/** The same, as the page posts it: a field per item. */
export const releaseAnswers = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(LOCK_KINDS.filter((item) => body[item]).map((item) => [item, body[item]]));
