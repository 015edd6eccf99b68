import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { visibleTo } from '#bank/devices';
import { recordAccess } from '#bank/people';
import { asShown, type CountedPage, type Reader, rowOf, rows, type Sorted } from '#platform/database';
import { type Actor, may, mayAll, mustHave, organisationOf, type Page, READ, scopeOf } from '#platform/kernel';
import { unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { donorName } from '../donors/donor-names.js';
import { CONTACT_JSON, openContact, type SealedContact } from '../sealing.js';
import type { LockedDeviceView, LockNoticeView, LockStep, LocksDue, LockView } from './lock.views.js';
import { LOCKED, LOCKED_BY_STEP, type LocksAsked, OPEN_LOCKS, WAITING_LOCKS } from './lock-listing.js';

const readerOf = (actor: Actor) => ({
  seen: visibleTo(actor, 'o', '$2').replaceAll('o.id', 'o.device_id'),
  scope: may(actor, READ.donations) ? scopeOf(actor, READ.donations) : null,
  organisation: organisationOf(actor),
  all: mayAll(actor, READ.locks),
});

type ListedLock = LockedDeviceView & { readonly id: string };

function shownTo(actor: Actor, listed: readonly ListedLock[]): LockedDeviceView[] {
  const named = may(actor, READ.donorNames);
  return listed.map(({ id: _, ...row }) => (named ? row : { ...row, donorName: null }));
}

@Injectable()
export class LockQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Every lock ever found on a device, open ones first. The caller has asked whether the device may be seen. */
  async ofDevice(deviceId: string, on: Reader = this.db): Promise<LockView[]> {
    return rows<LockView>(
      on,
      `SELECT l.id, l.kind, l.found_at AS "foundAt", l.operator_number AS "operatorNumber", g.name AS organisation, l.released_at AS "releasedAt",
         l.release_check AS "check", l.release_operator AS "releaseOperator",
         (SELECT min(i.due_on)::text FROM intake.lock_notice_line i WHERE i.lock_id = l.id) AS "dueOn"
       FROM intake.device_lock l LEFT JOIN people.organisation g ON g.id = l.organisation_id
       WHERE l.device_id = $1 ORDER BY l.released_at IS NOT NULL, l.found_at DESC`,
      [deviceId],
    );
  }

  /** Those of these devices that a lock keeps closed now. The caller has asked whether they may be seen. */
  async locked(deviceIds: readonly string[], on: Reader = this.db): Promise<ReadonlySet<string>> {
    if (!deviceIds.length) return new Set();
    const found = await rows<{ id: string }>(
      on,
      'SELECT DISTINCT device_id AS id FROM intake.device_lock WHERE device_id = ANY ($1::uuid[]) AND released_at IS NULL',
      [deviceIds],
    );
    return new Set(found.map((row) => row.id));
  }

  /** A page of the devices that wait for their donor, the most pressing first unless another order is asked for. The bank sees all, others their donations' and what they see. */
  list(actor: Actor, asked: LocksAsked = {}): Promise<Page<LockedDeviceView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: LocksAsked = {}): Promise<CountedPage<LockedDeviceView>> {
    return this.read(actor, asked, true);
  }

  async waiting(actor: Actor, donationId?: string, on: Reader = this.db): Promise<readonly LockedDeviceView[]> {
    const { text, values } = WAITING_LOCKS({ ...readerOf(actor), donationId });
    return shownTo(actor, asShown<ListedLock>(await rows<ListedLock & Sorted>(on, text, values)));
  }

  private async read(actor: Actor, asked: LocksAsked, counts: boolean): Promise<CountedPage<LockedDeviceView>> {
    const page = await LOCKED.page(this.db, readerOf(actor), asked, counts);
    return { ...page, items: shownTo(actor, page.items) };
  }

  /** How many devices wait for what, for the home page. */
  async counts(actor: Actor, on: Reader = this.db): Promise<Partial<Record<LockStep, number>>> {
    if (!may(actor, READ.locks)) return {};
    const { text, values } = LOCKED_BY_STEP(readerOf(actor));
    const found = await rows<{ step: LockStep; n: number }>(on, text, values);
    return Object.fromEntries(found.map(({ step, n }) => [step, n]));
  }

  /**
   * The donations whose donor has to be told of locks or reminded. For the program that writes the letters (inside its transaction) and, narrowed to
   * one donation, for the person who rings.
   */
  async due(
    db: DataSource | EntityManager,
    filter: { donationId?: string; all?: boolean; withAddress?: boolean; limit?: number } = {},
  ): Promise<LocksDue[]> {
    const due = await rows<Omit<LocksDue, 'contactName' | 'email'> & { contact: SealedContact | null }>(
      db,
      `SELECT n.id AS "donationId", n.number, n.donor_id AS "donorId", n.organisation_id AS "organisationId", r.kind AS "donorKind", coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName",
         CASE WHEN bool_or(o.told_at IS NULL) THEN 'tell' ELSE 'remind' END AS reason,
         CASE WHEN c.id IS NOT NULL THEN ${CONTACT_JSON} END AS contact, coalesce(min(o.due_on), min(o.today + o.deadline))::text AS "dueOn",
         json_agg(json_build_object('deviceId', o.device_id, 'code', o.code, 'category', o.category, 'make', o.make, 'model', o.model,
           'serial', o.serial, 'kinds', o.kinds) ORDER BY o.code) AS devices
       FROM (
         SELECT o.device_id, o.code, o.category, o.make, o.model, o.serial, o.donation_id, array_agg(o.kind::text ORDER BY o.kind) AS kinds, min(o.due_on) AS due_on,
           min(o.today) AS today, min(o.deadline) AS deadline, CASE WHEN bool_or(o.told_at IS NULL) THEN NULL ELSE min(o.told_at) END AS told_at,
           bool_or(o.step = ANY (intake.pressing_steps())) AS pressing
         FROM (${OPEN_LOCKS}) o WHERE o.donation_id IS NOT NULL AND ($1::uuid IS NULL OR o.donation_id = $1)
         GROUP BY o.device_id, o.code, o.category, o.make, o.model, o.serial, o.donation_id
       ) o JOIN intake.donation n ON n.id = o.donation_id ${GIVER}
       LEFT JOIN LATERAL (
         SELECT c.id, c.main, c.organisation_id, c.donor_id, c.key_id, c.sealed, c.has_email FROM intake.donor_contact c WHERE c.donor_id = ANY (intake.donors_of(n.donor_id)) AND c.organisation_id = n.organisation_id
         ORDER BY c.has_email DESC, c.main DESC, c.id LIMIT 1
       ) c ON true
       GROUP BY n.id, r.id, k.name, c.id, c.main, c.organisation_id, c.donor_id, c.key_id, c.sealed, c.has_email HAVING ($2 OR bool_or(o.pressing)) AND (NOT $4 OR c.has_email) ORDER BY n.id LIMIT $3`,
      [filter.donationId ?? null, filter.all ?? false, filter.limit ?? 100, filter.withAddress ?? false],
    );
    return due.map(({ contact, ...row }) => {
      const { name = '', email = '' } = contact ? openContact(contact) : {};
      return { ...row, contactName: name, email: email || null };
    });
  }

  /** The locks of one donation as its donor has to hear of them, whatever was said already; null when none is open. @throws NotFound */
  async letter(actor: Actor, donationId: string): Promise<LocksDue | null> {
    await this.mustSee(actor, donationId);
    const [letter] = await this.due(this.db, { donationId, all: true, limit: 1 });
    if (!letter) return null;
    if (may(actor, READ.donorNames)) {
      if (letter.contactName || letter.email) await recordAccess(this.db, actor, 'donation', letter.donorId);
      return letter;
    }
    return { ...letter, donorName: donorName(actor, letter.donorKind, letter.donorName), contactName: '', email: null };
  }

  /** When the donor of a donation was told, newest first. @throws NotFound */
  async notices(actor: Actor, donationId: string): Promise<LockNoticeView[]> {
    await this.mustSee(actor, donationId);
    return rows<LockNoticeView>(
      this.db,
      `SELECT n.at, n.way, n.operator_number AS "operatorNumber", (SELECT count(*)::int FROM intake.lock_notice_line i WHERE i.notice_id = n.id) AS locks,
         EXISTS (SELECT 1 FROM notifications.mail m WHERE m.once_key = 'lock/' || n.id AND m.state = 'failed') AS failed
       FROM intake.lock_notice n WHERE n.donation_id = $1 ORDER BY n.at DESC LIMIT 50`,
      [donationId],
    );
  }

  private async mustSee(actor: Actor, donationId: string): Promise<void> {
    mustHave(actor, READ.donations);
    await rowOf<{ id: string }>(
      this.db,
      'SELECT id FROM intake.donation WHERE id = $1 AND ($2::uuid IS NULL OR organisation_id = $2)',
      [donationId, scopeOf(actor, READ.donations)],
      { donation: donationId },
    );
  }
}
