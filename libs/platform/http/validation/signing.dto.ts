import { IsOptional, IsString, MaxLength } from 'class-validator';

export class SigningDto {
  /** Whoever signs gives it again. A page leaves it out within ten minutes of the same act (docs/adr/0028); a program never does. */
  @IsOptional() @IsString() @MaxLength(200) password?: string;
}
