import { IsOptional, IsString, MaxLength } from 'class-validator';

export class DonorLinkForm {
  /** Where to send it; empty to copy it. */
  @IsOptional() @IsString() @MaxLength(254) email?: string;
}
