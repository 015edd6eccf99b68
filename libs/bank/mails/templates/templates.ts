import { ACCOUNT_TEMPLATES, type AccountMailData } from './account-templates.js';
import { GIVING_TEMPLATES, type GivingMailData } from './giving-templates.js';
import { NOTICE_TEMPLATES, type NoticeMailData } from './notice-templates.js';
import { OPERATING_TEMPLATES, type OperatingMailData } from './operating-templates.js';
import type { Sender, Template, Words } from './template.js';
import { WORK_TEMPLATES, type WorkMailData } from './work-templates.js';

export type MailData = AccountMailData & GivingMailData & WorkMailData & NoticeMailData & OperatingMailData;
export type MailKind = keyof MailData;

/** Every mail that the program writes. */
export const MAIL_TEMPLATES: { readonly [K in MailKind]: Template<MailData[K]> } = {
  ...ACCOUNT_TEMPLATES,
  ...WORK_TEMPLATES,
  ...NOTICE_TEMPLATES,
  ...GIVING_TEMPLATES,
  ...OPERATING_TEMPLATES,
};
export const MAIL_KINDS = Object.keys(MAIL_TEMPLATES) as MailKind[];

export const writeMail = <K extends MailKind>(kind: K, data: MailData[K], bank: Sender): Words =>
  MAIL_TEMPLATES[kind].write(data, bank);

/** What a kind of mail is called; a kind that is no more, by its own name. */
export const mailLabel = (kind: string): string =>
  (MAIL_TEMPLATES as Readonly<Record<string, { readonly label: string }>>)[kind]?.label ?? kind;

export function sampleMail(kind: MailKind, bank: Sender): Words {
  const template = MAIL_TEMPLATES[kind] as Template<unknown>;
  return template.write(template.sample, bank);
}
