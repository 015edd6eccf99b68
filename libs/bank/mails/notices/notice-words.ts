import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MembersService } from '#bank/people';
import { MailService, oneLine, withBelow } from '../mail.service.js';
import type { MailData, MailKind } from '../templates/templates.js';
import { ChoicesService, wayOf } from './choices.service.js';
import { type AnyNotice, allNotices, type Found, onceOf } from './notice.js';
import { stopLine } from './stop-link.js';

/** A mail that waits, as it was written. */
export interface WrittenMail {
  readonly kind: string;
  readonly onceKey: string;
  readonly userId: string | null;
  readonly organisationId: string | null;
  readonly about: readonly string[] | null;
  readonly subject: string;
  readonly body: string;
  readonly askedAt: Date;
}
/** What is asked again: a mail, or a line of a summary. */
export type Asked = Pick<WrittenMail, 'about' | 'kind' | 'onceKey' | 'organisationId' | 'userId'>;

export const noticeOf = (kind: string): AnyNotice | undefined => allNotices().find((notice) => notice.kind === kind);

/** Of what a room finds now, what the same mail would say; its key names one of the things that it is about. */
export const saidBy = (
  { kind, onceKey, organisationId, userId, about }: Asked,
  found: readonly Found<MailKind>[],
): readonly Found<MailKind>[] =>
  found.filter(
    (one) =>
      one.organisationId === organisationId &&
      about!.includes(one.subjectId) &&
      about!.some((subjectId) => `${kind}/${onceOf({ subjectId, again: one.again })}/${userId}` === onceKey),
  );

/** What a mail about what happened says at the moment when it leaves. */
@Injectable()
export class NoticeWords {
  constructor(
    private readonly mails: MailService,
    private readonly members: MembersService,
    private readonly choices: ChoicesService,
  ) {}

  /** @returns today's words; what stays true as it was written, where nothing is found of it; null: there is nothing to say any more, or not to its reader. */
  async now(tx: EntityManager, mail: WrittenMail): Promise<Pick<WrittenMail, 'body' | 'subject'> | null> {
    const notice = noticeOf(mail.kind);
    if (!notice) return mail;
    const said = saidBy(mail, await notice.find(tx, mail.about!));
    for (const found of said) {
      const words = await this.toReader(tx, notice, found, mail.userId);
      if (words) return words;
    }
    return notice.usefulDays === null && !said.length ? mail : null;
  }

  private async toReader(tx: EntityManager, notice: AnyNotice, found: Found<MailKind>, userId: string | null) {
    const { organisationId, membershipId = null, data } = found;
    const people = await this.members.reachableOf(tx, organisationId, notice.to, membershipId);
    const person = people.find((one) => one.userId === userId);
    if (!person) return null;
    const chosen = await this.choices.of(tx, [person.membershipId], notice.kind);
    if (wayOf(notice, person.roles, chosen.get(person.membershipId)) === 'none') return null;
    const { subject, text } = await this.mails.words(notice.kind, data as MailData[MailKind], tx);
    return {
      subject: oneLine(subject),
      body: withBelow(text, stopLine(person.membershipId, notice, person.roles)),
    };
  }
}
