import { Type } from 'class-transformer';
import { IsOptional, IsUUID, Matches, ValidateNested } from 'class-validator';
import { choice, fields, says, text } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { AGE_BANDS, SITUATIONS } from '../beneficiary.views.js';

const OF_A_PERSON = {
  max: 120,
  width: 'medium',
  required: false,
  missing: 'Remplissez ce champ.',
  wrong: 'allocation.identity_too_long',
} as const;

export class IdentityDto extends fields({
  name: text({ ...OF_A_PERSON, label: 'Nom' }),
  contact: text({ ...OF_A_PERSON, optional: true, label: 'Téléphone ou autre contact' }),
}) {}

const FOR_FIGURES = { optional: true, select: 'Non communiqué', width: 'medium' } as const;

/** A person by what figures need; no name is ever required. */
export class BeneficiaryDto extends fields({
  ageBand: choice(AGE_BANDS, { ...FOR_FIGURES, label: 'Tranche d’âge', wrong: 'allocation.age_band_unknown' }),
  situation: choice(SITUATIONS, { ...FOR_FIGURES, label: 'Situation', wrong: 'allocation.situation_unknown' }),
  commune: text({
    max: 80,
    optional: true,
    label: 'Commune',
    hint: 'Son nom, ou son code postal et son nom.',
    width: 'medium',
    communes: true,
    wrong: 'allocation.commune_too_long',
  }),
}) {
  /** INSEE code of the commune. */
  @IsOptional()
  @Matches(/^[0-9][0-9AB][0-9]{3}$/, says('allocation.commune_code_malformed'))
  communeCode?: string;
  @IsOptional() @ValidateNested() @Type(() => IdentityDto) identity?: IdentityDto;
}

export const personIn = ({ ageBand, situation, commune, communeCode, identity }: BeneficiaryDto) => ({
  ageBand,
  situation,
  commune,
  communeCode,
  identity: identity ? { name: identity.name, contact: identity.contact ?? null } : undefined,
});

export class BindDto {
  @IsOptional() @IsUUID() beneficiaryId?: string | null;
}

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
