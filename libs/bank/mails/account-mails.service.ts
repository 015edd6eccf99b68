import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type AskedLink,
  type Doorstep,
  type Invited,
  knownDeviceOf,
  LINK_HOURS,
  LinksService,
  linkTriesOf,
  normalAddress,
} from '#bank/people';
import { mayTry, rows, run, secondsToWait } from '#platform/database';
import { newId, PERIODS, publicUrl, RuleBroken } from '#platform/kernel';
import { backoff, Outbox, type PendingRow } from '#platform/queue';
import { MailService } from './mail.service.js';
import type { Words } from './templates/template.js';
import type { MailData, MailKind } from './templates/templates.js';

const RESETS = 'password-reset';
/** Links to new addresses that one account asks for: the bank is no means to write to strangers. */
const BY_MEMBER = { of: 'new address', times: 5, minutes: 60 };
const TRIALS = { of: 'trial mail', times: 10, minutes: 60 };

/** What an account's holder is written of a request of the administration. */
export type AccessMail = Omit<MailData['access_reset'], 'name'>;

interface LinkMail<K extends MailKind = MailKind> {
  readonly kind: K;
  readonly data: MailData[K];
}

/** Mails about accounts. A link is made from the site's own address, never from what a request says of itself. */
@Injectable()
export class AccountMails implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly links: LinksService,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: RESETS,
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.answer(id),
      failed: ({ id, attempt }) => this.later(id, attempt),
    });
  }

  get possible(): boolean {
    return this.mails.possible;
  }

  /**
   * One row, the same for every address. Whether there is an account, the worker alone looks, so that neither the answer nor its time tells. @param
   * from the network and the browser that ask @throws RuleBroken as `mustHaveTriesLeft`
   */
  async askForLink(tx: EntityManager, purpose: AskedLink, email: string, from: Doorstep): Promise<void> {
    if (!this.possible) throw new RuleBroken('notifications.no_post_office');
    const typed = normalAddress(email).slice(0, 254);
    const tries = linkTriesOf(purpose, typed, from.address, await knownDeviceOf(tx, from.device ?? null, typed));
    if (!(await mayTry(tx, ...tries))) {
      const seconds = (await secondsToWait(tx, ...tries)) ?? 1;
      throw new RuleBroken('notifications.too_many_resets', { seconds }, 'email');
    }
    const row = [newId(), typed, purpose];
    await run(tx, 'INSERT INTO notifications.reset_asked (id, email, purpose) VALUES ($1, $2, $3)', row);
    await this.outbox.wake(tx, RESETS);
  }

  /** Sends somebody who was invited, or is given a link, what they need to come in. @throws as `MailService.request` */
  async invited(tx: EntityManager, who: Invited, organisation: { id: string; name: string }): Promise<void> {
    const { kind, data } = linkMail(who, organisation.name);
    await this.mails.send(tx, kind, data, {
      to: who.email,
      causeId: who.membershipId,
      once: newId(),
      userId: who.userId,
      organisationId: organisation.id,
    });
  }

  async copied(tx: EntityManager, who: Invited, organisation: { id: string; name: string }): Promise<Words> {
    const { kind, data } = linkMail(who, organisation.name);
    const log = { causeId: who.membershipId, once: newId(), userId: who.userId, organisationId: organisation.id };
    await this.mails.copied(tx, { kind, ...log });
    return this.mails.words(kind, data, tx);
  }

  /** A link to a new address, that leads to its confirmation. @throws RuleBroken `notifications.too_many_addresses` and as `MailService.request` */
  async newAddress(
    tx: EntityManager,
    to: { readonly userId: string; readonly email: string; readonly name: string; readonly secret: string },
  ): Promise<void> {
    if (!(await mayTry(tx, { allowance: BY_MEMBER, by: to.userId })))
      throw new RuleBroken('notifications.too_many_addresses', { minutes: 60 }, 'email');
    const data = { name: to.name, link: `${publicUrl() ?? ''}/compte/adresse/${to.secret}` };
    await this.mails.send(tx, 'new_address', data, {
      to: to.email,
      causeId: to.userId,
      once: newId(),
      userId: to.userId,
    });
  }

  /** A mail to one's own address, to see whether mails leave. @throws RuleBroken `notifications.too_many_trials` and as `MailService.request` */
  async trial(
    tx: EntityManager,
    to: { readonly id: string; readonly name: string; readonly email: string },
  ): Promise<void> {
    if (!(await mayTry(tx, { allowance: TRIALS, by: to.id })))
      throw new RuleBroken('notifications.too_many_trials', { minutes: 60 });
    const mail = { to: to.email, causeId: to.id, once: newId(), userId: to.id };
    await this.mails.send(tx, 'trial', { name: to.name }, mail);
  }

  async addressChanged(
    tx: EntityManager,
    of: { readonly userId: string; readonly name: string; readonly before: string },
  ): Promise<void> {
    if (!this.possible) return;
    const mail = { to: of.before, causeId: of.userId, once: newId(), userId: of.userId };
    await this.mails.trySend(tx, 'address_changed', { name: of.name }, mail);
  }

  async factorChanged(
    tx: EntityManager,
    of: { readonly id: string; readonly name: string; readonly email: string },
  ): Promise<void> {
    if (!this.possible) return;
    const mail = { to: of.email, causeId: of.id, once: newId(), userId: of.id };
    await this.mails.trySend(tx, 'factor_changed', { name: of.name }, mail);
  }

  async accessAsked(
    tx: EntityManager,
    of: { readonly userId: string; readonly userName: string; readonly email: string },
    access: AccessMail,
  ): Promise<void> {
    if (!this.possible) return;
    const mail = { to: of.email, causeId: of.userId, once: newId(), userId: of.userId };
    await this.mails.trySend(tx, 'access_reset', { name: of.userName, ...access }, mail);
  }

  async providerChanged(
    tx: EntityManager,
    of: { readonly id: string; readonly name: string; readonly email: string },
    provider: string,
  ): Promise<void> {
    if (!this.possible) return;
    const mail = { to: of.email, causeId: of.id, once: newId(), userId: of.id };
    await this.mails.trySend(tx, 'provider_changed', { name: of.name, provider }, mail);
  }

  private async pending(limit: number): Promise<PendingRow[]> {
    await run(
      this.db,
      'DELETE FROM notifications.reset_asked WHERE asked_at < platform.now() - make_interval(hours => $1)',
      [PERIODS.asked_reset.hours],
    );
    return rows<PendingRow>(
      this.db,
      'SELECT id, attempts AS attempt FROM notifications.reset_asked WHERE due_at <= platform.now() ORDER BY due_at LIMIT $1',
      [limit],
    );
  }

  /** Makes the link and asks for its mail, unless one that was not used left a moment ago, where the address has an account that may sign in. The lock is the claim. */
  private async answer(id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [asked] = await rows<{ email: string; purpose: AskedLink }>(
        tx,
        'SELECT email, purpose FROM notifications.reset_asked WHERE id = $1 FOR UPDATE SKIP LOCKED',
        [id],
      );
      if (!asked) return;
      const user = this.possible ? await this.links.mayReset(tx, asked.email) : null;
      // Who never came in chooses a password first: a link that signs in is for an account that somebody has.
      if (user) await this.sendLink(tx, id, asked.email, user, user.opened ? asked.purpose : 'reset');
      await run(tx, 'DELETE FROM notifications.reset_asked WHERE id = $1', [id]);
    });
  }

  private async sendLink(
    tx: EntityManager,
    once: string,
    to: string,
    user: { readonly id: string; readonly name: string },
    purpose: AskedLink,
  ): Promise<void> {
    const mail = { to, causeId: user.id, once, userId: user.id };
    const secret = await this.links.makeAsked(tx, user.id, purpose);
    if (secret === null) return;
    if (purpose === 'sign_in') {
      const data = { name: user.name, link: signInAddress(secret), minutes: LINK_HOURS.sign_in * 60 };
      await this.mails.send(tx, 'sign_in_link', data, mail);
    } else {
      const data = { name: user.name, link: passwordAddress(secret), hours: LINK_HOURS.reset };
      await this.mails.send(tx, 'password_link', data, mail);
    }
  }

  private async later(id: string, attempt: number): Promise<void> {
    const wait = backoff(attempt + 1);
    if (wait === null) await run(this.db, 'DELETE FROM notifications.reset_asked WHERE id = $1', [id]);
    else
      await run(
        this.db,
        'UPDATE notifications.reset_asked SET attempts = attempts + 1, due_at = platform.now() + make_interval(secs => $2) WHERE id = $1',
        [id, wait / 1000],
      );
  }
}

const signInAddress = (secret: string): string => `${publicUrl() ?? ''}/connexion/lien/${secret}`;
const passwordAddress = (secret: string): string => `${publicUrl() ?? ''}/mot-de-passe/${secret}`;

function linkMail({ name, secret, purpose }: Invited, organisation: string): LinkMail {
  const link = passwordAddress(secret);
  if (purpose === 'joining')
    return { kind: 'joining', data: { name, organisation, link, days: LINK_HOURS.joining / 24 } };
  return purpose === 'invitation'
    ? { kind: 'invitation', data: { name, organisation, link, days: LINK_HOURS.invitation / 24 } }
    : { kind: 'password_link', data: { name, link, hours: LINK_HOURS[purpose] } };
}
