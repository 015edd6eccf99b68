import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CATEGORY_IDS, type Category } from '#bank/devices';
import { ANSWER_SCOPES, type AnswerScope } from '#bank/files/engine';
import type { Posted } from '#platform/http';
import { ColumnChoicesDto } from '../../../files/engine/web/file.dto.js';

export class FileChoicesDto extends ColumnChoicesDto {
  /** What the devices are, in rows that do not say it. */
  @IsOptional() @IsIn(CATEGORY_IDS as string[]) category?: Category;
}

export class ApplyFileDto {
  /** All rows or none, also when one becomes wrong in between. Left out: the good rows. */
  @IsOptional() @IsBoolean() whole?: boolean;
  /** Of a file that makes more than 20,000 devices: how many it makes, to say that so many are meant. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) devices?: number;
}

export class WithdrawFileDto {
  /** The donation was opened for this file: it is cancelled with it, when it holds nothing else. Left out: it stays, for the right file. */
  @IsOptional() @IsBoolean() andDonation?: boolean;
}

/** What one word means: `field` and `key` as the list of words gives them. */
export class WordAnswerDto {
  @IsString() @MaxLength(40) field: string;
  @IsString() @MaxLength(400) key: string;
  @IsString() @MaxLength(120) meaning: string;
}

export class WordAnswersDto {
  @IsArray() @ArrayMaxSize(2_000) @ValidateNested({ each: true }) @Type(() => WordAnswerDto) words: WordAnswerDto[];
  /** The words that are asked and not answered are left to be looked at, device by device. */
  @IsOptional() @IsBoolean() rest?: boolean;
  /** For which files it holds: this one (left out), this donor's, all of the bank. */
  @IsOptional() @IsIn(ANSWER_SCOPES as unknown as string[]) remember?: AnswerScope;
}

/** The words of a form: a field, a key and a choice each. A word that was sure and stays what it was is no answer. */
export function wordsOf(posted: Posted): { words: object[]; rest: boolean; remember?: unknown } {
  const words: object[] = [];
  for (let i = 0; `words.${i}.key` in posted; i += 1) {
    const [field, key, meaning, was] = ['field', 'key', 'meaning', 'was'].map((part) => posted[`words.${i}.${part}`]);
    if (meaning && meaning !== was) words.push({ field, key, meaning });
  }
  return { words, rest: posted['rest'] === 'oui', remember: posted['remember'] || undefined };
}
