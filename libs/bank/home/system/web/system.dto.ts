import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

/** That somebody has the key that was shown to them. */
export class BackupKeyCopiedDto {
  @Matches(/^age1[02-9ac-hj-np-z]{58}$/) recipient: string;
  @Matches(/^[0-9a-f]{64}$/) check: string;
  @IsNotEmpty() @IsString() @MaxLength(20) ending: string;
}

/** What becomes of the mails that a restore held. */
export class WaitingMailsDto {
  @IsIn(['send', 'drop']) decision: 'send' | 'drop';
}
