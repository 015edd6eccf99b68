import { IsEmail, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** What opens a bank. */
export class OpeningDto {
  @IsNotEmpty() @IsString() @MaxLength(120) bankName: string;
  @IsNotEmpty() @IsString() @MaxLength(80) commune: string;
  @IsOptional() @IsString() @MaxLength(40) helpline?: string;
  @IsOptional() @IsString() @MaxLength(120) openingHours?: string;
  @IsOptional() @IsString() @MaxLength(300) address?: string;
  @IsNotEmpty() @IsString() @MaxLength(120) name: string;
  @IsEmail() @MaxLength(200) email: string;
  @IsNotEmpty() @IsString() @MaxLength(200) password: string;
  @IsNotEmpty() @IsString() @MaxLength(200) again: string;
}
