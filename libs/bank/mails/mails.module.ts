import { Module } from '@nestjs/common';
import { entities } from '#platform/database';
import { mailSettings } from '#platform/kernel';
import { AccountMails } from './account-mails.service.js';
import * as mails from './mail.entity.js';
import { Enclosures, MailService } from './mail.service.js';
import { ChoicesService } from './notices/choices.service.js';
import { NoticeWords } from './notices/notice-words.js';
import { NoticesService } from './notices/notices.service.js';
import { SummaryWords } from './notices/summary-words.js';
import { OperatingMails } from './operating-mails.service.js';
import { ProgramMails } from './program-mails.service.js';
import { ReturnedMails } from './returned/returned.service.js';
import { MailSending } from './sending.service.js';
import { mustCarry } from './transport.js';
import { UnusedAccountMails } from './unused-account-mails.service.js';

const SERVICES = [
  MailService,
  MailSending,
  ReturnedMails,
  AccountMails,
  Enclosures,
  OperatingMails,
  ProgramMails,
  UnusedAccountMails,
  NoticesService,
  ChoicesService,
  NoticeWords,
  SummaryWords,
];

@Module({ imports: [entities(mails)], providers: SERVICES, exports: SERVICES })
export class MailsModule {
  constructor() {
    mustCarry(mailSettings());
  }
}
