import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export class DonorLinkForm {
  /** Where to send it; empty to copy it. */
  @IsOptional() @IsString() @MaxLength(254) email?: string;
}

/** What the donor says its gift is worth. */
export class OwnValueForm {
  /** Euros as people write them: `1 271,80`. */
  @IsNotEmpty() @IsString() @MaxLength(40) value: string;
}
