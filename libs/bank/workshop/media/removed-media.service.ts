import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type DeviceRow, newAssetCode } from '#bank/devices';
import { BlobStore } from '#bank/documents';
import { activePlace } from '#bank/people';
import { type Actor, type Member, NotFound, newId, RuleBroken, scanMime } from '#platform/kernel';
import { CertificatesService } from '../erasure/certificates.service.js';
import { erasedWhole, type ResultRow } from '../erasure/erasure-log.js';
import type { StoredLog } from '../erasure/stored-file.js';
import {
  changeRemoved,
  confirmLog,
  demandMore,
  insertRemoved,
  leaveQuestions,
  lockRemoved,
  lockRemovedBy,
  lockRemovedOf,
  lockWaiting,
  type RemovedRow,
  type Waits,
  waitingOn,
} from './removed-medium.change.js';
import {
  REMOVED_BUTTONS,
  REMOVED_LIFECYCLE,
  type RemovedReason,
  type RemovedVerb,
  readMediumCode,
  SIGNED_VERBS,
} from './removed-medium.lifecycle.js';
import { SigningService, signingMember } from './signing.service.js';
import { STATEMENTS } from './statements.js';

export interface RemovedInput {
  readonly password?: string | undefined;
  readonly slip?: string | undefined;
  readonly scan?: Buffer | null | undefined;
  readonly placeId?: string | undefined;
  readonly reason?: RemovedReason | undefined;
}

/** Media that were taken out of their devices: each is followed until it is erased or destroyed. */
@Injectable()
export class RemovedMedia {
  constructor(
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
    private readonly blobs: BlobStore,
  ) {}

  /** A medium was signed to be out of its device: it is followed from now on, under the code that it had if it was out before. @returns its code. */
  async takeOut(
    tx: EntityManager,
    actor: Member,
    device: DeviceRow,
    mediumId: string,
    evidenceId: string,
  ): Promise<string> {
    const known = await lockRemovedOf(tx, mediumId);
    const holderOrgId = device.holder_org_id ?? actor.organisationId;
    if (known) {
      await changeRemoved(tx, actor, 'take_out_again', known, { evidenceId, holderOrgId, placeId: device.place_id });
      await this.certificates.withdrawOfRemoved(tx, actor, known.id);
      return known.code;
    }
    const code = newAssetCode();
    const place = { holderOrgId, placeId: device.place_id };
    await insertRemoved(tx, actor, { id: newId(), code, mediumId, deviceId: device.id, evidenceId, ...place });
    return code;
  }

  /** Their statements are taken back: they are in their device. @throws RuleBroken `refurbishment.removed_not_now` when one was erased or destroyed since */
  async putBack(tx: EntityManager, actor: Member, evidenceIds: readonly string[]): Promise<void> {
    for (const removed of await lockRemovedBy(tx, evidenceIds)) {
      REMOVED_LIFECYCLE.mustStart('put_back', removed);
      await changeRemoved(tx, actor, 'put_back', removed);
    }
  }

  /**
   * Carries out a verb of the lifecycle that is a button.
   * @param code of the medium, as typed.
   * @throws NotFound; RuleBroken `refurbishment.removed_not_now`, `refurbishment.removed_is_here`, `refurbishment.slip_known`,
   *   `refurbishment.not_seen_again`, `refurbishment.slip_missing`, `refurbishment.slip_too_long`, `refurbishment.slip_file_missing`,
   *   `refurbishment.slip_file_unreadable`, `refurbishment.place_unknown`, `refurbishment.removed_reason_missing`, `refurbishment.secret_wrong`,
   *   `people.confirmation_missing`.
   */
  async act(tx: EntityManager, actor: Actor, verb: RemovedVerb, code: string, input: RemovedInput): Promise<void> {
    const known = readMediumCode(code);
    if (!known || !REMOVED_BUTTONS.includes(verb) || verb === 'take_out') throw new NotFound('removed_medium');
    const removed = await lockRemoved(tx, actor, known);
    REMOVED_LIFECYCLE.mustMay(actor, verb, removed);
    const waits = verb === 'erase' ? (await waitingOn(tx, [removed.id]))[0] : undefined;
    const member = isSigned(verb)
      ? await this.signing.sign(tx, actor, 'medium_ended', input.password)
      : signingMember(actor);
    // A log says that it is erased and leaves a question: what is signed is its answer, and the log stays the proof.
    if (waits) await confirmLog(tx, member, { ...waits, donationId: null });
    const change = waits
      ? { statedText: STATEMENTS.log_confirmed, driveResultId: waits.resultId }
      : await changeOf(tx, member, verb, removed, input);
    const slipBlobId = await this.keepSlip(tx, verb, input.scan);
    await changeRemoved(tx, member, verb, removed, { ...change, slipBlobId });
    if (verb === 'reopen' || verb === 'report_lost') await this.certificates.withdrawOfRemoved(tx, member, removed.id);
    if (isSigned(verb) || TELLS_OF_SLIP.has(verb)) await this.certificates.requestOfRemoved(tx, member, removed.id);
  }

  private async keepSlip(
    tx: EntityManager,
    verb: RemovedVerb,
    scan: Buffer | null | undefined,
  ): Promise<string | null> {
    if (verb !== 'destroy' && !TELLS_OF_SLIP.has(verb)) return null;
    if (!scan?.length) {
      if (verb === 'attach_slip') throw new RuleBroken('refurbishment.slip_file_missing', {}, 'scan');
      return null;
    }
    const mime = scanMime(scan);
    if (!mime) throw new RuleBroken('refurbishment.slip_file_unreadable', {}, 'scan');
    return (await this.blobs.put(tx, scan, mime, { sealed: true })).id;
  }

  /** What a log says of media that wait out of their devices, at the actor's: those that it erased are erased. @returns their codes. */
  async eraseByLog(tx: EntityManager, actor: Member, log: StoredLog, results: readonly ResultRow[]): Promise<string[]> {
    // A log of an earlier tool proves nothing by being sent again.
    const passed = log.declared ? [] : results.filter((r) => r.serial_key && r.status === 'passed');
    if (!passed.length) return [];
    const waiting = await lockWaiting(
      tx,
      actor,
      passed.flatMap((r) => r.serial_key ?? []),
    );
    if (!waiting.length) return [];
    const asked = await leaveQuestions(
      tx,
      waiting.map((m) => m.id),
    );
    const whole = await erasedWhole(
      tx,
      passed.map((r) => r.id),
      waiting.map((m) => m.mediumId),
    );
    const held = await demandMore(
      tx,
      waiting.map((m) => m.id),
    );
    const erased: string[] = [];
    for (const removed of waiting) {
      const result = passed.find((r) => whole.some((w) => w.medium === removed.mediumId && w.result === r.id));
      const taken = result?.used && result.used_medium !== removed.mediumId;
      // What was erased before it was taken out may have been written on since.
      if (!result || taken || log.receivedAt < removed.removedAt || asked.has(removed.id) || held.has(removed.id))
        continue;
      await changeRemoved(tx, actor, 'erase', removed, { driveResultId: result.id });
      await this.certificates.requestOfRemoved(tx, actor, removed.id);
      erased.push(removed.code);
    }
    return erased;
  }
}

/** What was answered elsewhere, of the same file, donation or version: media whose log leaves nothing open any more are erased by it. */
export async function eraseAnswered(
  tx: EntityManager,
  actor: Member,
  certificates: CertificatesService,
  waiting: readonly Waits[],
): Promise<void> {
  const still = await leaveQuestions(
    tx,
    waiting.map((w) => w.id),
  );
  for (const { code, id, resultId } of waiting.filter((w) => !still.has(w.id))) {
    const removed = await lockRemoved(tx, actor, code);
    if (removed.state !== 'kept') continue;
    await changeRemoved(tx, actor, 'erase', removed, { driveResultId: resultId });
    await certificates.requestOfRemoved(tx, actor, id);
  }
}

const TELLS_OF_SLIP: ReadonlySet<RemovedVerb> = new Set<RemovedVerb>(['add_slip', 'attach_slip']);

const isSigned = (verb: RemovedVerb): verb is (typeof SIGNED_VERBS)[number] =>
  (SIGNED_VERBS as readonly RemovedVerb[]).includes(verb);

async function changeOf(
  tx: EntityManager,
  actor: Member,
  verb: RemovedVerb,
  removed: RemovedRow,
  input: RemovedInput,
): Promise<Parameters<typeof changeRemoved>[4]> {
  const slip = input.slip?.trim() || null;
  if (slip && slip.length > 60) throw new RuleBroken('refurbishment.slip_too_long', { max: 60 }, 'slip');
  const { reasons } = REMOVED_LIFECYCLE.transition(verb);
  if (reasons && !(input.reason && reasons.includes(input.reason)))
    throw new RuleBroken('refurbishment.removed_reason_missing', {}, 'reason');
  switch (verb) {
    case 'erase':
      return { statedText: STATEMENTS.medium_erased };
    case 'destroy':
      return { statedText: STATEMENTS.medium_destroyed, slip };
    case 'add_slip':
      if (!slip) throw new RuleBroken('refurbishment.slip_missing', {}, 'slip');
      return { slip };
    case 'move':
      return { placeId: await placeOf(tx, removed.holderOrgId, input.placeId) };
    case 'receive':
      return { holderOrgId: actor.organisationId, placeId: await placeOf(tx, actor.organisationId, input.placeId) };
    case 'report_lost':
      return { placeId: null, reason: input.reason! };
    case 'reopen':
      return { reason: input.reason! };
    default:
      return {};
  }
}

/** @throws RuleBroken `refurbishment.place_unknown` */
async function placeOf(tx: EntityManager, organisationId: string, placeId: string | undefined): Promise<string> {
  const place = await activePlace(tx, organisationId, placeId);
  if (!place) throw new RuleBroken('refurbishment.place_unknown', {}, 'placeId');
  return place;
}
