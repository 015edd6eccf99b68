import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsString } from 'class-validator';
import { DEVICE_LIFECYCLE, type Ending, REASONS } from '#bank/devices';
import { endOf, STATEMENTS } from '#bank/workshop';
import { choice, fields, SigningDto, says, text } from '#platform/http';

/** Devices whose data is still to be spoken of. Signed. */
export class CompleteEndsDto extends SigningDto {
  /** Codes in any notation. */
  @IsArray()
  @ArrayMaxSize(200, says('refurbishment.lot_too_large', { most: 200 }))
  @ArrayNotEmpty(says('refurbishment.lot_empty'))
  @IsString({ each: true })
  codes: string[];
}

const verb = (of: Ending) => ({ label: DEVICE_LIFECYCLE.step(of).label, hint: STATEMENTS[endOf(of)] });

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
