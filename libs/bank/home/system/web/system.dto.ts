import { IsIn, Matches } from 'class-validator';
import { fields, text } from '#platform/http';

/** How many signs of the key somebody types again. */
export const RETYPED = 6;

export class BackupKeyCopiedDto extends fields({
  ending: text({
    max: 20,
    filled: true,
    label: `Les ${RETYPED} derniers caractères de la clé`,
    hint: 'Lus sur votre copie : c’est ainsi qu’on sait qu’elle est bonne.',
    width: 'short',
    autocomplete: 'off',
  }),
}) {
  @Matches(/^age1[02-9ac-hj-np-z]{58}$/) recipient: string;
  @Matches(/^[0-9a-f]{64}$/) check: string;
}

export class WaitingMailsDto {
  @IsIn(['send', 'drop']) decision: 'send' | 'drop';
}
