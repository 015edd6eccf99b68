import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { type Actor, askAll, organisationOf, RuleBroken, writtenBy } from '#platform/kernel';
import { isLockKind, isReleaseAnswer, LOCK_KINDS, type LockKind, type ReleaseAnswer } from '../locks/locks.js';
import { lockDonation } from './donation.moves.js';

export interface ReleaseLine {
  readonly item: LockKind;
  /** Null while nothing was said. */
  readonly answer: ReleaseAnswer | null;
  readonly at: Date | null;
  readonly operatorNumber: number | null;
}

/** What a donor says of the locks of their equipment before it leaves them. */
@Injectable()
export class ReleaseService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Notes the donor's answers, item by item; those not named stay as they were. Possible until the donation is closed.
   * @throws RuleBroken `intake.release_item_unknown`, `intake.release_answer_unknown`, `intake.donation_not_now`; NotFound.
   */
  async tick(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const donation = await lockDonation(tx, actor, donationId, 'share');
    if (donation.state === 'closed' || donation.state === 'cancelled')
      throw new RuleBroken('intake.donation_not_now', { number: donation.number, state: donation.state });
    const said = Object.entries(answers);
    await askAll(
      ...said.map(([item, answer]) => () => {
        if (!isLockKind(item)) throw new RuleBroken('intake.release_item_unknown', { item: item.slice(0, 40) });
        if (!isReleaseAnswer(answer)) throw new RuleBroken('intake.release_answer_unknown', {}, item);
      }),
    );
    const by = writtenBy(actor);
    await run(
      tx,
      `INSERT INTO intake.release_tick (donation_id, item, answer, operator_number, organisation_id)
       SELECT $1, x.item, x.answer, $4, $5 FROM unnest($2::text[], $3::text[]) AS x(item, answer)
       ON CONFLICT (donation_id, item) DO UPDATE SET answer = EXCLUDED.answer, at = platform.now(), operator_number = EXCLUDED.operator_number,
         organisation_id = EXCLUDED.organisation_id WHERE release_tick.answer <> EXCLUDED.answer`,
      [
        donationId,
        said.map(([item]) => item),
        said.map(([, answer]) => answer),
        by.operatorNumber,
        organisationOf(actor),
      ],
    );
  }

  /** Every item of the list, in its order. The caller has asked whether the donation may be seen. */
  async of(donationId: string): Promise<ReleaseLine[]> {
    const ticks = await rows<ReleaseLine>(
      this.db,
      'SELECT item, answer, at, operator_number AS "operatorNumber" FROM intake.release_tick WHERE donation_id = $1',
      [donationId],
    );
    const said = new Map(ticks.map((row) => [row.item, row]));
    return LOCK_KINDS.map((item) => said.get(item) ?? { item, answer: null, at: null, operatorNumber: null });
  }
}
