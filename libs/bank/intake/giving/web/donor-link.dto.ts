import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { fields, text } from '#platform/http';

export class DonorLinkForm extends fields({
  email: text({
    max: 254,
    optional: true,
    label: 'L’envoyer par mail à',
    hint: 'Laissez vide pour copier l’adresse vous-même.',
    type: 'email',
    about: 'Where to send it; empty to copy it.',
  }),
}) {}

/** What the donor says its gift is worth. */
export class OwnValueForm {
  /** Euros as people write them: `1 271,80`. */
  @IsNotEmpty() @IsString() @MaxLength(40) value: string;
}
