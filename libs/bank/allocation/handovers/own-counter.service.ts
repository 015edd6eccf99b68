import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { sellingTerms } from '#bank/intake';
import { OrganisationsService, UsersService } from '#bank/people';
import { mapConstraint, type Reader, rows } from '#platform/database';
import { type Actor, mustHave, RuleBroken, WRITE } from '#platform/kernel';

mapConstraint('organisation_one_own_counter', 'allocation.counter_exists');

export interface OwnCounter {
  readonly id: string;
  readonly name: string;
}

export interface CounterStaff {
  readonly userId: string;
  readonly name: string;
  /** Their membership at the counter; null: none. */
  readonly atCounter: string | null;
}

/** The bank's own counter is a structure (docs/adr/0037): its people act there as in any, and the bank's others read nobody's name. */
@Injectable()
export class OwnCounterService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
  ) {}

  async of(on: Reader = this.db): Promise<OwnCounter | null> {
    const [counter] = await rows<OwnCounter>(
      on,
      'SELECT o.id, o.name FROM people.organisation o WHERE o.own_counter AND o.active',
    );
    return counter ?? null;
  }

  async staff(actor: Actor, on: Reader = this.db): Promise<CounterStaff[]> {
    mustHave(actor, WRITE.organisations);
    return rows<CounterStaff>(
      on,
      `SELECT u.id AS "userId", u.name, (SELECT x.id FROM people.membership x JOIN people.organisation c ON c.id = x.organisation_id AND c.own_counter
         WHERE x.user_id = u.id AND x.active LIMIT 1) AS "atCounter"
       FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id AND o.kind = 'bank' JOIN people.app_user u ON u.id = m.user_id
       WHERE m.active ORDER BY u.name, u.id`,
    );
  }

  /**
   * Opens the counter, once, and lets people of the bank work there. Those who do already stay.
   * @returns the counter's id.
   * @throws RuleBroken `allocation.counter_without_capacity` as long as the bank has not said at which title it receives (CG3P, art. L. 3212-2:
   *   equipping people is what its statutes, or its text, must say), `allocation.counter_without_staff`, `allocation.counter_exists` (it was closed), `people.organisation_name_taken`; NotFound.
   */
  async open(tx: EntityManager, actor: Actor, userIds: readonly string[]): Promise<string> {
    mustHave(actor, WRITE.organisations);
    if ((await sellingTerms(tx)).capacity === 'not_said') throw new RuleBroken('allocation.counter_without_capacity');
    const staff = await this.staff(actor, tx);
    const chosen = staff.filter((one) => userIds.includes(one.userId));
    const known = await this.of(tx);
    if (!chosen.length && !staff.some((one) => one.atCounter))
      throw new RuleBroken('allocation.counter_without_staff', {}, 'staff');
    const [closed] = await rows<{ id: string }>(
      tx,
      'SELECT o.id FROM people.organisation o WHERE o.own_counter AND NOT o.active',
    );
    if (closed) throw new RuleBroken('allocation.counter_exists');
    const id = known?.id ?? (await this.create(tx, actor));
    for (const { userId, atCounter } of chosen)
      if (!atCounter) await this.users.join(tx, actor, userId, id, ['structure_manager']);
    return id;
  }

  private async create(tx: EntityManager, actor: Actor): Promise<string> {
    const bank = await this.organisations.bank(tx);
    return this.organisations.create(tx, actor, {
      kind: 'structure',
      name: `Guichet, ${bank!.name}`,
      siren: bank!.siren,
      commune: bank!.commune,
      helpline: bank!.helpline,
      ownCounter: true,
    });
  }
}
