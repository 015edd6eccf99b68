import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Member } from '#platform/kernel';
import { SignInService } from '../sign-in/sign-in.service.js';
import type { SignedAct } from '../word-lists.js';
import { type Confirmation, freshConfirmation, type SignedProof } from './confirmation.js';
import { type NamedSignatory, SignatoriesService } from './signatories.service.js';

export interface StaffSignature {
  readonly member: Member;
  readonly confirmed: Confirmation;
  readonly person: NamedSignatory | null;
}

/** Signing an act: by somebody who is authorised where the act binds their organisation, and authenticated afresh. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly signIn: SignInService,
    private readonly signatories: SignatoriesService,
  ) {}

  /**
   * @param given null when the same act was confirmed a moment ago
   * @returns null when what was given is wrong
   * @throws RuleBroken `people.nobody_authorised`, and those of `SignInService.confirms`
   */
  async sign(
    tx: EntityManager,
    member: Member,
    act: SignedAct,
    given: SignedProof | null,
  ): Promise<StaffSignature | null> {
    const person = await this.signatories.nameFor(tx, member, act);
    const confirmed = await this.signIn.confirms(tx, member, act, given);
    return confirmed && { member, confirmed, person };
  }

  nameFor(tx: EntityManager, member: Member, act: SignedAct): Promise<NamedSignatory | null> {
    return this.signatories.nameFor(tx, member, act);
  }

  /** That something was given to sign with, or is fresh; whether it is right is asked when the act is carried out. @throws RuleBroken `people.confirmation_missing` */
  async mustBeGiven(tx: EntityManager, member: Member, act: SignedAct, given: SignedProof | null): Promise<void> {
    if (!given) await freshConfirmation(tx, member, act);
  }
}
