import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { DEVICE_LIFECYCLE, type Ending, REASONS } from '#bank/devices';
import { LABEL_FORMATS, type LabelFormat, MOST_PLACES } from '#bank/documents';
import { endOf, REMOVED_REASONS, STATEMENTS } from '#bank/workshop';
import { choice, fields, one, SigningDto, says, text } from '#platform/http';

/** Devices whose data is still to be spoken of. Signed. */
export class CompleteEndsDto extends SigningDto {
  /** Codes in any notation. */
  @IsArray()
  @ArrayMaxSize(200, says('refurbishment.lot_too_large', { most: 200 }))
  @ArrayNotEmpty(says('refurbishment.lot_empty'))
  @IsString({ each: true })
  codes: string[];
}

const verb = (of: Ending) => ({ label: DEVICE_LIFECYCLE.transition(of).label, hint: STATEMENTS[endOf(of)] });

/** A lot that goes out for good; signed when nothing proves the media of some of them. */
export class LotEndDto extends fields(
  {
    verb: choice(
      {
        recycle: verb('recycle'),
        dismantle: verb('dismantle'),
        return_to_donor: verb('return_to_donor'),
      } satisfies Record<Ending, object>,
      {
        label: 'Que deviennent-ils ?',
        hint: 'Vous signez le texte choisi.',
        wrong: 'Choisissez ce que deviennent ces appareils.',
      },
    ),
    reason: choice(REASONS, { label: 'Pourquoi ?', wrong: 'devices.reason_missing' }),
  },
  CompleteEndsDto,
) {}

/** The slip of whoever destroyed the media. */
export class SlipDto extends fields({
  slip: text({
    max: 60,
    label: 'N° du bordereau',
    width: 'medium',
    wrong: 'refurbishment.slip_too_long',
    missing: 'refurbishment.slip_missing',
  }),
}) {}

/** What is witnessed: ids of the list. Signed. */
export class CountersignaturesDto extends SigningDto {
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayNotEmpty(says('refurbishment.nothing_to_witness'))
  @IsString({ each: true })
  ids: string[];
}

/** Of which media labels are wanted, and on what they are printed. */
export class MediumLabelsQuery {
  /** Codes, separated by commas. */
  @IsString() @MaxLength(2_000) medium: string;
  @IsOptional() @IsIn(Object.keys(LABEL_FORMATS)) format?: LabelFormat;
  /** The first free place of a sheet already begun, from 1. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MOST_PLACES) start?: number;
}

/** What an action on a removed medium asks; a multipart field `scan` may hold the slip (PDF, JPEG, PNG) for `destroy`, `add_slip` and `attach_slip`; `erase` and `destroy` are signed. */
export class RemovedActionDto extends fields(
  {
    slip: text({
      max: 60,
      optional: true,
      label: 'N° du bordereau de destruction',
      about: 'The number of the slip of whoever destroyed it, for `destroy` (it may come later) and `add_slip`.',
      width: 'medium',
      wrong: 'refurbishment.slip_too_long',
    }),
    placeId: one({
      optional: true,
      required: true,
      label: 'Lieu',
      about: 'For `move` and `receive`.',
      select: 'Choisir un lieu',
      wrong: 'refurbishment.place_unknown',
    }),
    reason: choice(REMOVED_REASONS, {
      optional: true,
      required: true,
      label: 'Pourquoi ?',
      wrong: 'refurbishment.removed_reason_missing',
    }),
  },
  SigningDto,
) {}
