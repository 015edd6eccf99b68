import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { CATEGORY_IDS, type Category } from '#bank/devices';
import {
  COLLECTION_MODES,
  type CollectionMode,
  INTAKE_REFUSAL_REASONS,
  LOCK_KINDS,
  type LockKind,
  REFUSAL_FATES,
  type RefusalFate,
  type RefusalReason,
  type ReleaseAnswer,
} from '#bank/intake';

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
export class RefusalDto {
  @IsIn(CATEGORY_IDS as string[], { message: 'Choisissez le type d’appareil.' }) category: Category;
  @Type(() => Number)
  @IsInt({ message: 'Écrivez combien.' })
  @Min(1, { message: 'Écrivez combien.' })
  @Max(100_000, { message: '100 000 au plus.' })
  quantity: number;
  @IsIn(Object.keys(INTAKE_REFUSAL_REASONS), { message: 'Choisissez pourquoi.' }) reason: RefusalReason;
  @IsIn(Object.keys(REFUSAL_FATES), { message: 'Dites où part ce qui est refusé.' }) fate: RefusalFate;
  /** Make, serial. Nobody's name. */
  @IsOptional() @IsString() @MaxLength(200, { message: '200 caractères au plus.' }) note?: string;
}

/** What the donor says of each lock: `done`, `not_concerned` or `not_yet`. */
export class ReleaseDto {
  @IsObject() answers: Partial<Record<LockKind, ReleaseAnswer>>;
}

/** The same, as the page posts it: a field per item. */
export const releaseAnswers = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(LOCK_KINDS.filter((item) => body[item]).map((item) => [item, body[item]]));
