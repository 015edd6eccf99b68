import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsString } from 'class-validator';
import { ENDINGS, type Ending, REASONS, type Reason } from '#bank/devices';
import { fields, SigningDto, says, text } from '#platform/http';

/** Devices whose data is still to be spoken of. Signed. */
export class CompleteEndsDto extends SigningDto {
  /** Codes in any notation. */
  @IsArray()
  @ArrayMaxSize(200, says('refurbishment.lot_too_large', { most: 200 }))
  @ArrayNotEmpty(says('refurbishment.lot_empty'))
  @IsString({ each: true })
  codes: string[];
}

/** A lot that goes out for good; signed when nothing proves the media of some of them. */
export class LotEndDto extends CompleteEndsDto {
  @IsIn([...ENDINGS], { message: 'Choisissez ce que deviennent ces appareils.' }) verb: Ending;
  @IsIn(Object.keys(REASONS), says('devices.reason_missing')) reason: Reason;
}

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
