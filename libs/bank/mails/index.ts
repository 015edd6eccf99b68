export { type AccessMail, AccountMails } from './account-mails.service.js';
export {
  Enclosures,
  holdMails,
  type LoggedMail,
  MailService,
  type MailView,
  type NewMail,
  settleWaitingMails,
  waitingMails,
} from './mail.service.js';
export { MailsModule } from './mails.module.js';
export { ChoicesService, type ChoiceView } from './notices/choices.service.js';
export { type AnyNotice, addNotices, allNotices, type Notices } from './notices/notice.js';
export { NoticesService } from './notices/notices.service.js';
export { openStopLink, type StopLink, stopKey } from './notices/stop-link.js';
export { OperatingMails } from './operating-mails.service.js';
export { ReturnedMails } from './returned/returned.service.js';
export { SEALED_LINK } from './sealed.js';
export { MailSending } from './sending.service.js';
export { PROOF_FAILURES, proofFailure } from './templates/operating-templates.js';
export type { Sender, Words } from './templates/template.js';
export {
  MAIL_KINDS,
  MAIL_TEMPLATES,
  type MailData,
  type MailKind,
  mailLabel,
  sampleMail,
  writeMail,
} from './templates/templates.js';
export { mustCarry, sendMail } from './transport.js';
export { MAILS_LISTS, type MailCounts, type MailState, NOTICE_WAYS, type NoticeWay } from './word-lists.js';
