import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Category, isCategory } from '#bank/devices';
import { nextHumanNumber } from '#bank/people';
import { columnTable, rows, run } from '#platform/database';
import {
  type Actor,
  askAll,
  type ErasureClass,
  isId,
  mustHave,
  NotFound,
  newId,
  RuleBroken,
  scopeOf,
  WRITE,
  writtenBy,
} from '#platform/kernel';
import { CollectionSlips } from '../collections/collection-slips.js';
import type { NewDonor } from '../donor.js';
import { DonorsService } from '../donors/donors.service.js';
import { readDay } from './days.js';
import { Donation, DonationExpected } from './donation.entity.js';
import { CANCEL_REASONS, type CancelReason, DONATION_LIFECYCLE } from './donation.lifecycle.js';
import { type DonationRow, lockDonation, moveDonation, recordDonationEvent } from './donation.moves.js';
import type { Expected } from './donation.views.js';
import { ErasureDemand } from './erasure-demand.entity.js';

export type { DonationRow } from './donation.moves.js';

export interface NewDonation {
  readonly donorId?: string;
  readonly donor?: NewDonor;
  readonly placeId: string;
  /** `received` when the equipment is already on the desk. */
  readonly arrival: 'promised' | 'received';
  readonly expectedOn?: string | null;
  readonly expected?: readonly Expected[];
}

const MOST_PER_CATEGORY = 100_000;
const EXPECTED = columnTable({ category: 'text', quantity: 'int' }, { donation_id: 'uuid' });

/** Everything that changes a donation: from a promise to a closed list of devices. */
@Injectable()
export class DonationsService {
  constructor(
    private readonly donors: DonorsService,
    private readonly slips: CollectionSlips,
  ) {}

  /**
   * Notes a donation that is promised, or already there.
   * @returns its id.
   * @throws RuleBroken `intake.donor_missing`, `intake.place_unknown`, `intake.quantity_wrong`, `intake.date_wrong`, and those of
   *   `DonorsService.register`; NotFound for a donor the actor does not know.
   */
  async create(tx: EntityManager, actor: Actor, input: NewDonation): Promise<string> {
    mustHave(actor, WRITE.donations);
    const expected = readExpected(input.expected ?? []);
    const place = await this.place(tx, actor, input.placeId);
    const verb = input.arrival === 'received' ? 'register' : 'promise';
    DONATION_LIFECYCLE.mustMay(actor, verb, { state: 'none', organisationId: place.organisation_id });
    const named =
      input.donorId ?? (input.donor ? await this.donors.register(tx, actor, input.donor, place.organisation_id) : null);
    if (!named) return mustHaveDonor();
    const donorId = await this.donors.mustKnow(tx, actor, named);
    await run(tx, 'INSERT INTO intake.donor_known (organisation_id, donor_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      place.organisation_id,
      donorId,
    ]);
    const id = newId();
    await recordDonationEvent(tx, actor, id, verb, 'none');
    const number = await nextHumanNumber(tx, 'D');
    const state = DONATION_LIFECYCLE.transitions[verb].to;
    await tx.insert(Donation, {
      id,
      number,
      donorId,
      organisationId: place.organisation_id,
      placeId: place.id,
      state,
      expectedOn: readDay(input.expectedOn),
      receivedAt: state === 'received' ? () => 'platform.now()' : null,
    });
    if (expected.length)
      await run(
        tx,
        `INSERT INTO intake.donation_expected (${EXPECTED.names}) ${EXPECTED.select}`,
        EXPECTED.values(expected, { donation_id: id }),
      );
    if (verb === 'register' && expected.length) await this.slips.request(tx, actor, id);
    return id;
  }

  /** Every rule that can be judged of a new donation, each by itself; writes nothing. @throws as `create` */
  async judge(
    tx: EntityManager,
    actor: Actor,
    given: Partial<NewDonation>,
    refused: ReadonlySet<string>,
  ): Promise<void> {
    await askAll(
      () => given.placeId !== undefined && this.place(tx, actor, given.placeId),
      () => given.donor && !given.donorId && this.donors.judge(tx, given.donor, refused),
      () => !given.donor && !given.donorId && !refused.has('donorId') && mustHaveDonor(),
      () => readDay(given.expectedOn),
      () => readExpected(given.expected ?? []),
    );
  }

  /** The equipment is there; a slip tells what was announced. @throws RuleBroken `intake.donation_not_now`, NotFound. */
  async receive(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const donation = await lockDonation(tx, actor, id);
    await moveDonation(tx, actor, donation, 'receive');
    if (await tx.existsBy(DonationExpected, { donationId: id })) await this.slips.request(tx, actor, id);
  }

  /** All devices are logged; a slip lists them. @throws RuleBroken `intake.donation_not_now`, `intake.donation_empty`, NotFound. */
  async close(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    await this.mustHaveDecided(tx, actor, id);
    const donation = await lockDonation(tx, actor, id);
    await this.mustHaveDecided(tx, actor, id);
    const [here] = await rows<{ some: boolean }>(
      tx,
      `SELECT EXISTS (SELECT 1 FROM devices.device WHERE donation_id = $1 AND state <> 'withdrawn')
         OR EXISTS (SELECT 1 FROM intake.refused WHERE donation_id = $1 AND withdrawn_at IS NULL) AS some`,
      [id],
    );
    if (!here!.some && donation.state === 'received')
      throw new RuleBroken('intake.donation_empty', { number: donation.number });
    await moveDonation(tx, actor, donation, 'close');
    await this.slips.request(tx, actor, id);
  }

  /**
   * The promise came to nothing, or an arrival was noted by mistake and nothing is logged on it.
   * @throws RuleBroken `intake.donation_not_now`, `intake.donation_has_devices`, `intake.cancel_reason_missing`, NotFound.
   */
  /** Notes which class of erasure the donor demands from now on; null: none any more. @throws NotFound */
  async demandErasure(tx: EntityManager, actor: Actor, id: string, demanded: ErasureClass | null): Promise<void> {
    const donation = await lockDonation(tx, actor, id);
    await tx.insert(ErasureDemand, { id: newId(), donationId: donation.id, demanded, ...writtenBy(actor) });
  }

  async cancel(tx: EntityManager, actor: Actor, id: string, reason: CancelReason): Promise<void> {
    const donation = await lockDonation(tx, actor, id);
    if (!Object.hasOwn(CANCEL_REASONS, reason ?? ''))
      throw new RuleBroken('intake.cancel_reason_missing', {}, 'reason');
    const arrived = donation.state === 'received';
    if (arrived) await this.mustHaveDecided(tx, actor, id);
    const logged = arrived ? await loggedOn(tx, id) : 0;
    await moveDonation(tx, actor, { ...donation, logged }, 'cancel', { reason });
  }

  async lock(tx: EntityManager, actor: Actor, id: string, mode: 'update' | 'share' = 'update'): Promise<DonationRow> {
    return lockDonation(tx, actor, id, mode);
  }

  /** Asked before the lock too: an import at work would hold the answer back for as long as it lasts. */
  private async mustHaveDecided(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    if (!isId(id)) throw new NotFound('donation');
    const [busy] = await rows<{ number: string }>(
      tx,
      `SELECT n.number FROM imports.file f JOIN intake.donation n ON n.id = f.subject_id
       WHERE n.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) AND f.kind = 'devices' AND f.state = ANY (imports.undecided_states()) LIMIT 1`,
      [id, scopeOf(actor, WRITE.donations)],
    );
    if (busy) throw new RuleBroken('intake.file_pending', { number: busy.number });
  }

  private async place(
    tx: EntityManager,
    actor: Actor,
    placeId: string,
  ): Promise<{ id: string; organisation_id: string }> {
    const [place] = isId(placeId)
      ? await rows<{ id: string; organisation_id: string }>(
          tx,
          `SELECT p.id, p.organisation_id FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
           WHERE p.id = $1 AND p.active AND o.active AND o.kind = ANY (intake.receiving_kinds()) AND ($2::uuid IS NULL OR o.id = $2)`,
          [placeId, scopeOf(actor, WRITE.donations)],
        )
      : [];
    if (!place) throw new RuleBroken('intake.place_unknown', {}, 'placeId');
    return place;
  }
}

function mustHaveDonor(): never {
  throw new RuleBroken('intake.donor_missing', {}, 'donorId');
}

function readExpected(lines: readonly Expected[]): Expected[] {
  const quantities = new Map<Category, number>();
  for (const { category, quantity } of lines) {
    if (!isCategory(category)) throw new RuleBroken('intake.quantity_wrong', { max: MOST_PER_CATEGORY }, 'expected');
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > MOST_PER_CATEGORY) {
      throw new RuleBroken('intake.quantity_wrong', { max: MOST_PER_CATEGORY }, `expected.${category}`);
    }
    if (quantity > 0) quantities.set(category, (quantities.get(category) ?? 0) + quantity);
  }
  return [...quantities].map(([category, quantity]) => ({ category, quantity }));
}

async function loggedOn(tx: EntityManager, donationId: string): Promise<number> {
  const [row] = await rows<{ n: number }>(
    tx,
    `SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1 AND state <> 'withdrawn'`,
    [donationId],
  );
  return row!.n;
}
