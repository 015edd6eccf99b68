import { fields, text } from '#platform/http';
import { AfreshDto } from '../../members/web/account.dto.js';

/** The first code of an application. */
export class FirstCodeDto extends fields({
  code: text({
    max: 20,
    maxlength: 7,
    filled: true,
    label: '2. Écrivez le code à 6 chiffres qu’elle montre',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    width: 'short',
    missing: 'people.code_missing',
  }),
}) {}

/** A passkey that was just made. */
export class NewPasskeyDto extends fields(
  {
    answer: text({ max: 20_000, filled: true, missing: 'people.passkey_refused' }),
    name: text({
      max: 60,
      filled: true,
      label: 'Son nom',
      hint: 'Pour la reconnaître. Exemple : mon téléphone',
      width: 'medium',
      missing: 'people.passkey_name_missing',
    }),
  },
  AfreshDto,
) {}
