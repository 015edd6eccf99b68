import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { says } from '#platform/http';

const SOURCE = says('rules.source_missing', { max: 300 });

/** A rule that begins today or later. */
export class NewRuleDto {
  /** What it speaks of, in a table of several rules. */
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  /** `2027-01-01` */
  @IsString({ message: 'Choisissez le jour.' }) @MaxLength(10) validFrom: string;
  @IsString(SOURCE) @MaxLength(300, SOURCE) source: string;
  /** By column; euros as « 180,00 », yes and no as booleans. */
  @IsObject() values: Record<string, unknown>;
}

/** Which rule is taken back. */
export class RemoveRuleForm {
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  @IsString() @MaxLength(10) validFrom: string;
}
