import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { deviceWords, showAssetCode } from '#bank/devices';
import { type MailData, MailService, type Notices, type Sender, type Words, writeMail } from '#bank/mails';
import { rows } from '#platform/database';
import { type Actor, BANK, COLLECTORS, publicUrl, RuleBroken } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { LockNoticesService } from './device-locks.service.js';
import { LockQueries } from './lock.queries.js';
import type { LocksDue } from './lock.views.js';
import { LOCKS, type LockKind } from './locks.js';

const PROGRAM: Actor = { kind: 'system', channel: 'system' };
const HOUR = 3_600_000;
/** A donation is logged in a day: one letter for all its locks, not one a device. */
const SETTLED_HOURS = 12;
const BATCH = 500;

/** Where mail can be sent, donors hear of locks without anybody thinking of it; where it cannot, a person is asked to. */
@Injectable()
export class LockMails implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly queries: LockQueries,
    private readonly notices: LockNoticesService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'intake.lock-notices', everyMs: HOUR, run: async () => void (await this.send()) });
  }

  /** Writes to every donor who must be told or reminded today. @returns how many mails were asked for. */
  async send(): Promise<number> {
    if (!this.mails.possible) return 0;
    let sent = 0;
    for (const { donationId } of await this.queries.due(this.db, { withAddress: true, limit: BATCH }))
      if (await this.write(donationId)) sent += 1;
    return sent;
  }

  /** The lock on the donation is the claim; what another process wrote meanwhile is not due any more. */
  private write(donationId: string): Promise<boolean> {
    return this.db
      .transaction(async (tx) => {
        const [free] = await rows<{ id: string }>(
          tx,
          `SELECT n.id FROM intake.donation n WHERE n.id = $1 AND NOT EXISTS (
           SELECT 1 FROM intake.device_lock l JOIN devices.device d ON d.id = l.device_id
           WHERE d.donation_id = n.id AND l.released_at IS NULL AND l.found_at > platform.now() - make_interval(hours => $2))
         FOR NO KEY UPDATE SKIP LOCKED`,
          [donationId, SETTLED_HOURS],
        );
        const [due] = free ? await this.queries.due(tx, { donationId }) : [];
        if (!due?.email) return false;
        const [bank] = await rows<{ name: string; helpline: string | null }>(
          tx,
          `SELECT name, nullif(helpline, '') AS helpline FROM people.bank`,
        );
        const notice = await this.notices.record(tx, PROGRAM, donationId, 'mail');
        return this.mails
          .request(tx, { kind: 'lock', causeId: donationId, once: notice, to: due.email, ...lockLetter(due, bank!) })
          .catch((error: unknown) => {
            // An address that is none: a person has to ring, and the page says so.
            if (error instanceof RuleBroken) throw new Unwritable();
            throw error;
          });
      })
      .catch((error: unknown) => {
        if (error instanceof Unwritable) return false;
        throw error;
      });
  }
}

/** Takes the notice back with the rest. */
class Unwritable extends Error {}

const DAY = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a donor is told of the locks on what they gave: which devices, by serial, what to do for each lock, until when. Plain text. */
export const lockLetter = (due: LocksDue, bank: Sender): Words => writeMail('lock', letterData(due), bank);

const letterData = (due: LocksDue): MailData['lock'] => ({
  donation: due.number,
  reminder: due.reason === 'remind',
  devices: due.devices.map(
    (d) =>
      `${deviceWords(d)}, ${d.serial ? `numéro de série ${d.serial}` : `notre code ${showAssetCode(d.code)}`} : ${d.kinds.map((k) => LOCKS[k].short).join(', ')}`,
  ),
  ways: [...new Set(due.devices.flatMap((d) => d.kinds))].map((kind) => `${LOCKS[kind].label} : ${LOCKS[kind].how}`),
  until: DAY.format(new Date(`${due.dueOn}T12:00:00Z`)).replace(/^1 /, '1er '),
});

interface LockedDevice {
  readonly id: string;
  readonly code: string;
  readonly donation: string;
  readonly organisationId: string;
  readonly kinds: readonly LockKind[];
  readonly since: Date;
}

/** What is written about locks to whoever follows the donation: the donor has a letter of their own, where they have an address. */
export const LOCK_NOTICES: Notices = {
  device_locked: {
    on: ['device.find_lock'],
    to: [...COLLECTORS, ...BANK],
    usual: 'summary',
    usefulDays: 14,
    find: async (tx, ids) => {
      const locked = await rows<LockedDevice>(
        tx,
        `SELECT d.id, d.code, n.number AS donation, n.organisation_id AS "organisationId", array_agg(DISTINCT l.kind::text ORDER BY l.kind::text) AS kinds, max(l.found_at) AS since
         FROM intake.device_lock l JOIN devices.device d ON d.id = l.device_id JOIN intake.donation n ON n.id = d.donation_id
         WHERE l.device_id = ANY ($1) AND l.released_at IS NULL GROUP BY d.id, n.id`,
        [ids],
      );
      return locked.map(({ id: subjectId, code, donation, organisationId, kinds, since }) => ({
        subjectId,
        organisationId,
        again: since.toISOString(),
        data: {
          code: showAssetCode(code),
          donation,
          locks: kinds.map((kind) => LOCKS[kind].short).join(', '),
          page: `${publicUrl() ?? ''}/appareils/${code}`,
        },
      }));
    },
  },
};
