import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

/** A rule that begins today or later. */
export class NewRuleDto {
  /** What it speaks of, in a table of several rules. */
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  /** `2027-01-01` */
  @IsString({ message: 'Choisissez le jour.' }) @MaxLength(10) validFrom: string;
  @IsString({ message: 'Écrivez la source.' }) @MaxLength(300) source: string;
  /** By column; euros as « 180,00 », yes and no as booleans. */
  @IsObject() values: Record<string, unknown>;
}

/** The same, as the page posts it: a field per column besides. */
export class NewRuleForm {
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  @IsString({ message: 'Choisissez le jour.' }) @MaxLength(10) validFrom: string;
  @IsString({ message: 'Écrivez la source.' })
  @MaxLength(300, { message: 'La source est trop longue : 300 signes au plus.' })
  source: string;
}

/** Which rule is taken back. */
export class RemoveRuleForm {
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  @IsString() @MaxLength(10) validFrom: string;
}
