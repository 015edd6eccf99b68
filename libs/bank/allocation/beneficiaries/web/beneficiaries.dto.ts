import { Type } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';
import { AGE_BANDS, SITUATIONS } from '#bank/allocation';
import { choice, fields, says, text } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';

const TOO_LONG = says('allocation.identity_too_long', { max: 120 });

/** Who somebody is; only the structure that writes it can read it. */
export class IdentityDto {
  @IsString() @MaxLength(120, TOO_LONG) name: string;
  @IsOptional() @IsString() @MaxLength(120, TOO_LONG) contact?: string;
}

const FOR_FIGURES = { optional: true, select: 'Non communiqué', width: 'medium' } as const;

/** A person by what figures need; no name is ever required. */
export class BeneficiaryDto extends fields({
  ageBand: choice(AGE_BANDS, { ...FOR_FIGURES, label: 'Tranche d’âge', wrong: 'allocation.age_band_unknown' }),
  situation: choice(SITUATIONS, { ...FOR_FIGURES, label: 'Situation', wrong: 'allocation.situation_unknown' }),
}) {
  @IsOptional() @IsString() @MaxLength(80, says('allocation.commune_too_long', { max: 80 })) commune?: string;
  /** INSEE code of the commune. */
  @IsOptional()
  @Matches(/^[0-9][0-9AB][0-9]{3}$/, says('allocation.commune_code_malformed'))
  communeCode?: string;
  @IsOptional() @ValidateNested() @Type(() => IdentityDto) identity?: IdentityDto;
}

/** A person as the services take them. */
export const personIn = ({ ageBand, situation, commune, communeCode, identity }: BeneficiaryDto) => ({
  ageBand,
  situation,
  commune,
  communeCode,
  identity: identity ? { name: identity.name, contact: identity.contact ?? null } : undefined,
});

/** For whom a wanted device is; null for nobody yet. */
export class BindDto {
  @IsOptional() @IsUUID() beneficiaryId?: string | null;
}

/** The same person under another reference of the structure, which stays. */
export class MergeBeneficiaryDto extends fields(
  {
    into: text({
      min: 1,
      max: 20,
      label: 'La référence qui reste',
      hint: 'Une référence de votre structure, comme R-7K3F9.',
      about: 'A reference, as people write it.',
      missing: 'Écrivez la référence qui reste.',
      width: 'short',
    }),
  },
  ReasonDto,
) {}
