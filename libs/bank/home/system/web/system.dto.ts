import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

export class BackupKeyCopiedDto {
  @Matches(/^age1[02-9ac-hj-np-z]{58}$/) recipient: string;
  @Matches(/^[0-9a-f]{64}$/) check: string;
  @IsNotEmpty() @IsString() @MaxLength(20) ending: string;
}

export class WaitingMailsDto {
  @IsIn(['send', 'drop']) decision: 'send' | 'drop';
}
