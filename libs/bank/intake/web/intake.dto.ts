import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CATEGORY_IDS, type Category } from '#bank/devices';
import { CANCEL_REASONS } from '#bank/intake';
import { Cursor, choice, fields, says } from '#platform/http';
import { ERASURE_CLASSES, type ErasureClass } from '#platform/kernel';
import { describedDto } from '../../devices/web/devices.dto.js';
import { NewDonorDto } from '../donors/web/donor.dto.js';

const QUANTITY = says('intake.quantity_wrong', { max: 100_000 });

export class ExpectedDto {
  @IsIn(CATEGORY_IDS as string[]) category: Category;
  @IsInt(QUANTITY) @Min(1, QUANTITY) @Max(100_000, QUANTITY) quantity: number;
}

export class NewDonationDto {
  /** A known donor; or `donor`. */
  @IsOptional() @IsUUID() donorId?: string;
  @IsOptional() @ValidateNested() @Type(() => NewDonorDto) donor?: NewDonorDto;
  @IsUUID('all', { message: 'Choisissez le lieu.' }) placeId: string;
  @IsIn(['promised', 'received'], { message: 'Dites si le matériel est déjà là.' }) arrival: 'promised' | 'received';
  /** `2026-11-25` */
  @IsOptional() @IsString() @MaxLength(10) expectedOn?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ExpectedDto)
  expected?: ExpectedDto[];
}

export class CancelDonationDto extends fields({
  reason: choice(CANCEL_REASONS, { label: 'Pourquoi ?', wrong: 'Choisissez une raison.' }),
}) {}

/** Which class of erasure the donor demands. */
export class ErasureDemandDto extends fields({
  demanded: choice(
    {
      none: { label: 'Aucune en particulier', hint: 'Toute méthode qui efface le support entier suffit.' },
      clear: { label: ERASURE_CLASSES.clear, hint: 'Tout le support est écrit, ou remis à ses réglages d’usine.' },
      purge: {
        label: ERASURE_CLASSES.purge,
        hint: 'Une commande du disque lui-même (Sanitize). Un SSD seulement écrit n’y suffit pas.',
      },
      destroy: { label: ERASURE_CLASSES.destroy, hint: 'Chaque support est détruit.' },
    } satisfies Record<ErasureClass | 'none', object>,
    { label: 'Classe exigée par le donateur', wrong: 'Choisissez une classe, ou aucune.' },
  ),
}) {}

/** One device at the desk; a phone sends the same names. */
export class LogDeviceDto extends describedDto() {
  /** Of a label already stuck on the device; without it a code is drawn. */
  @IsOptional() @IsString() @MaxLength(200) code?: string;
  /** The donor's own number for it. */
  @IsOptional()
  @IsString()
  @MaxLength(80, { message: 'Le numéro d’inventaire est trop long : 80 caractères au plus.' })
  assetNumber?: string;
}

/** The same from its page, which a phone may have kept before it was sent. */
export class LogDeviceForm extends LogDeviceDto {
  @IsOptional() @IsInt() secondsAgo?: number;
}

export class AfterQuery {
  @Cursor() after?: string;
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @IsIn(['told', 'good']) only?: 'told' | 'good';
}
