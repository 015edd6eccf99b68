import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DeviceRow } from '#bank/devices';
import { byPassword, type SignedAct, SignInService } from '#bank/people';
import { type Actor, isMember, type Member, RuleBroken } from '#platform/kernel';

/** Signing is authenticating afresh under a stated text. */
@Injectable()
export class SigningService {
  constructor(private readonly signIn: SignInService) {}

  /**
   * @param password left out when the same act was confirmed a moment ago @returns the member who signed.
   * @throws RuleBroken `refurbishment.secret_wrong`, `refurbishment.signer_unknown`, `people.confirmation_missing`
   */
  async sign(tx: EntityManager, actor: Actor, act: SignedAct, password: string | undefined): Promise<Member> {
    const member = signingMember(actor);
    if (!(await this.signIn.confirms(tx, member, act, byPassword(password))))
      throw new RuleBroken('refurbishment.secret_wrong', {}, 'password');
    return member;
  }
}

/** Evidence is somebody's: the program itself gives none. @throws RuleBroken `refurbishment.signer_unknown` */
export function signingMember(actor: Actor): Member {
  if (!isMember(actor)) throw new RuleBroken('refurbishment.signer_unknown', {});
  return actor;
}

/** What every proof says of itself: the device, its data epoch, and who vouches for it. */
export const vouchedBy = (member: Member, device: Pick<DeviceRow, 'id' | 'data_epoch'>) => ({
  deviceId: device.id,
  dataEpoch: device.data_epoch,
  membershipId: member.membershipId,
  operatorNumber: member.operatorNumber,
  organisationId: member.organisationId,
});
