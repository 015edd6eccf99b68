import { IsOptional, IsString, MaxLength } from 'class-validator';

export class SearchQuery {
  /** Anything printed or said: a code, a number, a serial, a name. */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
}
