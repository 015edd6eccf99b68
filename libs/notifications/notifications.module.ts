import { Module } from '@nestjs/common';
import { entities } from '#database';
import * as mails from './mail.entity.js';
import { MailService } from './mail.service.js';

@Module({ imports: [entities(mails)], providers: [MailService], exports: [MailService] })
export class NotificationsModule {}
