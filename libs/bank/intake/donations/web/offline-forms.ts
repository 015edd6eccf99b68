import { Injectable } from '@nestjs/common';
import { DeviceQueries, isGenericSerial, showAssetCode } from '#bank/devices';
import { DonationQueries } from '#bank/intake';
import { UsersService } from '#bank/people';
import type { LoggedDevice } from '#platform/contract';
import type { Posted } from '#platform/http';
import { type Actor, isId, isMember, NotFound, RuleBroken } from '#platform/kernel';
import { progressWords } from '../../web/intake.words.js';

/** How long a form was kept before it came, as the phone says. */
export const secondsIn = (age: unknown): number => (/^\d{1,9}$/.test(String(age ?? '')) ? Number(age) : 0);

/** The logging form when a phone sends it, maybe long after it was written: whose it is, and what the phone is told. */
@Injectable()
export class OfflineForms {
  constructor(
    private readonly users: UsersService,
    private readonly devices: DeviceQueries,
    private readonly donations: DonationQueries,
  ) {}

  /**
   * A kept form says who sends it (`_member`): on a shared phone somebody else may be signed in by now. One that a colleague took over also says who
   * wrote it (`_writer`), whose key it stays, so that what they had sent is found again.
   * @returns the writer's membership, or null when it is the sender's own. @throws RuleBroken `desk.other_person`
   */
  async writer(actor: Actor, posted: Posted): Promise<string | null> {
    const { _member: sender, _writer: writer } = posted;
    if (sender === undefined || !isMember(actor)) return null;
    if (sender !== actor.membershipId) throw new RuleBroken('desk.other_person');
    if (writer === undefined || writer === sender) return null;
    const written = isId(writer) ? await this.users.membership(writer) : null;
    if (written?.organisationId !== actor.organisationId) throw new RuleBroken('desk.other_person');
    return written.id;
  }

  /** The device that a form made, now or at an earlier try; it may have left meanwhile, and is then said to be done, no more. */
  async told(actor: Actor, donationId: string, logged: string): Promise<LoggedDevice> {
    const device = await this.devices.get(actor, logged).catch(orNothing);
    const donation = await this.donations.byId(actor, donationId).catch(orNothing);
    return {
      progress: donation ? progressWords(donation) : undefined,
      device: device
        ? {
            code: showAssetCode(device.code),
            url: `/appareils/${device.code}`,
            genericSerial: Boolean(device.serial && isGenericSerial(device.serial)),
          }
        : undefined,
    };
  }
}

const orNothing = (error: unknown): null => {
  if (error instanceof NotFound) return null;
  throw error;
};
