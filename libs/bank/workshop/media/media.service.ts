import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  addMedium,
  DEVICE_LIFECYCLE,
  type DeviceRow,
  DevicesService,
  isGenericSerial,
  type MediumKind,
  makerKey,
  serialKey,
  showAssetCode,
  visibleTo,
} from '#bank/devices';
import { rowOf, rows } from '#platform/database';
import { type Actor, type Member, mayAll, NotFound, newId, organisationOf, READ, RuleBroken } from '#platform/kernel';
import { mustBeAsSeen } from '../bench/bench.service.js';
import { recordWork } from '../bench/work-orders.js';
import type { EraseMethod, MediaStatement, StatedKind } from '../codes.js';
import { CertificatesService } from '../erasure/certificates.service.js';
import { Evidence, SignedMediaStatement } from '../erasure/evidence.entity.js';
import { RemovedMedia } from './removed-media.service.js';
import { showMediumCode } from './removed-medium.lifecycle.js';
import { SigningService, vouchedBy } from './signing.service.js';
import { STATEMENTS } from './statements.js';

interface Piled {
  id: string;
  code: string;
  category: string;
  make: string;
  model: string;
}

/** Devices of one signature: as many as somebody opens in an afternoon. */
const PILE = 50;

/** A reason that is a sentence. */
const LEAST_REASON = 20;

/** What makes devices of one pile; without a model nobody knows that they are of one. */
const modelOf = (d: Pick<Piled, 'category' | 'make' | 'model'>): string =>
  `${d.category} ${makerKey(d.make)} ${d.model.trim().toLowerCase()}`;

@Injectable()
export class MediaService {
  constructor(
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
    private readonly removed: RemovedMedia,
  ) {}

  /** Adds a medium that a person sees in the device. Once listed it stays listed. @throws RuleBroken `refurbishment.medium_listed` */
  async declare(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    m: { kind: MediumKind; serial?: string | null; model?: string },
  ): Promise<string> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    const serial = m.serial?.trim().slice(0, 80) || null;
    const key = serial && !isGenericSerial(serial) ? serialKey(serial) : null;
    const model = m.model?.trim().slice(0, 80) ?? '';
    const added = await addMedium(tx, actor, deviceId, { kind: m.kind, serial, serialKey: key, model });
    if (!added) throw new RuleBroken('refurbishment.medium_listed', { serial }, 'serial');
    return added;
  }

  /**
   * "No medium in it", or "the list is complete", signed. Saying "none" where one is listed is refused: what was seen has
   * to be proven gone.
   * @param seen what the form showed (`GateView.seen`).
   * @throws RuleBroken `refurbishment.media_listed`, `refurbishment.no_media_known`, `refurbishment.changed_meanwhile`, `refurbishment.secret_wrong`,
   *   `devices.not_yours`; NotFound
   */
  async state(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    kind: MediaStatement,
    password?: string,
    seen?: string,
  ): Promise<void> {
    const device = await this.statable(tx, actor, deviceId, kind);
    await mustBeAsSeen(tx, device.id, 'media', seen);
    const member = await this.signing.sign(tx, actor, 'media_list', password);
    await this.put(tx, member, device, kind, STATEMENTS[kind]);
  }

  /**
   * The same of a pile of devices of one model, each of which was opened: one signature, one statement a device, all or none.
   * @param codes of the devices, in any order; one that comes twice counts once. @param seen what the form showed of the first.
   * @throws RuleBroken as `state`, `refurbishment.pile_differs`, `refurbishment.pile_too_high`; NotFound
   */
  async statePile(
    tx: EntityManager,
    actor: Actor,
    codes: readonly string[],
    kind: MediaStatement,
    password?: string,
    seen?: { readonly deviceId: string; readonly mark: string },
  ): Promise<void> {
    const scanned = await rows<Piled>(
      tx,
      `SELECT d.id, d.code, d.category, d.make, d.model FROM unnest($1::text[]) AS x(code) JOIN devices.device d ON d.id = devices.device_of(x.code)
       WHERE ${visibleTo(actor, 'd', '$2')} ORDER BY d.id`,
      [[...new Set(codes)], organisationOf(actor)],
    );
    if (scanned.length !== new Set(codes).size) throw new NotFound('device');
    // Both labels of one that was logged twice are one device.
    const found = scanned.filter((d, i) => d.id !== scanned[i - 1]?.id);
    if (found.length > PILE) throw new RuleBroken('refurbishment.pile_too_high', { most: PILE }, 'also');
    const [first] = found;
    const other = found.find((d) => modelOf(d) !== modelOf(first!) || !d.model.trim());
    if (other) throw new RuleBroken('refurbishment.pile_differs', { code: other.code }, 'also');
    // In the order of their ids, as everybody locks.
    const devices: DeviceRow[] = [];
    for (const { id } of found) devices.push(await this.statable(tx, actor, id, kind));
    if (seen) await mustBeAsSeen(tx, seen.deviceId, 'media', seen.mark);
    const member = await this.signing.sign(tx, actor, 'media_list', password);
    const text = `${STATEMENTS[`${kind}_pile`]} (${found.map((d) => showAssetCode(d.code)).join(', ')})`;
    for (const device of devices) await this.put(tx, member, device, kind, text);
  }

  private async statable(tx: EntityManager, actor: Actor, deviceId: string, kind: MediaStatement): Promise<DeviceRow> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    const media = await mediaOf(tx, device.id);
    if (kind === 'no_medium' && media > 0)
      throw new RuleBroken('refurbishment.media_listed', { code: device.code, media }, 'kind');
    if (kind === 'complete_list' && media === 0)
      throw new RuleBroken('refurbishment.no_media_known', { code: device.code }, 'kind');
    return device;
  }

  private async put(tx: EntityManager, member: Member, device: DeviceRow, kind: MediaStatement, statedText: string) {
    const id = newId();
    await tx.insert(SignedMediaStatement, { id, kind, statedText, ...vouchedBy(member, device) });
    const summary = kind === 'no_medium' ? 'aucun support de stockage, signé' : 'liste des supports complète, signé';
    const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
      facts: { summary },
      step: { kind: 'media', subjectId: id },
    });
    await this.certificates.requestWhenProven(tx, member, device.id, orderId);
  }

  /**
   * One medium destroyed, removed, new, erased with another tool or, in a phone or tablet, reset: signed evidence of the present epoch. A removed one is followed
   * from then on as a thing of its own; a new one is proven once a second person signed too (`Countersigning`).
   * @param more of a new medium, the number of its invoice; what the form showed (`GateView.seen`).
   * @returns the code of the removed medium, to be written on it; null of any other.
   * @throws RuleBroken `refurbishment.reset_only_phones`, `refurbishment.invoice_missing`, `refurbishment.new_without_number`,
   *   `refurbishment.new_without_change`, `refurbishment.not_new`, `refurbishment.method_missing`, `refurbishment.reason_too_short`,
   *   `refurbishment.judged_by_supervisor`, `refurbishment.method_not_of_medium`, `refurbishment.file_proves_nothing`, `refurbishment.file_judges_nothing`, `refurbishment.changed_meanwhile`, `refurbishment.secret_wrong`,
   *   `devices.not_yours`; NotFound
   */
  async gone(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    mediumId: string,
    kind: StatedKind,
    password?: string,
    more: GoneMore = {},
  ): Promise<string | null> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    await mustBeAsSeen(tx, device.id, 'media', more.seen);
    await rowOf<{ id: string }>(
      tx,
      'SELECT id FROM devices.medium WHERE id = $1 AND device_id = $2',
      [mediumId, deviceId],
      { medium: mediumId },
    );
    const invoice = kind === 'new' ? invoiceOf(more.invoice) : null;
    const judged = kind === 'other_tool' ? await judgementOf(tx, actor, more) : null;
    const member = await this.signing.sign(tx, actor, 'media_gone', password);
    const id = newId();
    const statedText = judged ? `${STATEMENTS[kind]} ${judged.reason}` : STATEMENTS[kind];
    const { method = null, fileId = null } = judged ?? {};
    const signed = { statedText, ...vouchedBy(member, device) };
    await tx.insert(Evidence, { id, mediumId, kind, invoice, method, fileId, ...signed });
    const code = kind === 'removed' ? await this.removed.takeOut(tx, member, device, mediumId, id) : null;
    const words = {
      destroyed: 'support détruit, signé',
      removed: `support retiré, suivi comme ${code ? showMediumCode(code) : ''}, signé`,
      factory_reset: 'réglages d’usine, signé',
      other_tool: 'support jugé, autre outil, signé, attend une deuxième signature',
      new: `support neuf, facture n° ${invoice}, signé, attend une deuxième signature`,
    };
    const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
      facts: { summary: words[kind], media: 1 },
      step: { kind: 'erase', facts: { evidence: [id] } },
    });
    await this.certificates.requestWhenProven(tx, member, deviceId, orderId);
    return code;
  }
}

interface GoneMore {
  readonly invoice?: string | undefined;
  readonly seen?: string | undefined;
  readonly method?: EraseMethod | undefined;
  readonly fileId?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * What a person says of another tool's work: by which technique, why they believe it, and the file that the tool wrote.
 * @throws RuleBroken `refurbishment.method_missing`, `refurbishment.reason_too_short`; NotFound of a file that the actor does not see
 */
async function judgementOf(
  tx: EntityManager,
  actor: Actor,
  { method, fileId, reason }: GoneMore,
): Promise<{ method: EraseMethod; fileId: string | null; reason: string }> {
  if (!method) throw new RuleBroken('refurbishment.method_missing', {}, 'method');
  const why = reason?.trim() ?? '';
  if (why.length < LEAST_REASON)
    throw new RuleBroken('refurbishment.reason_too_short', { min: LEAST_REASON }, 'reason');
  if (fileId)
    await rowOf<{ id: string }>(
      tx,
      'SELECT l.id FROM refurbishment.erasure_log l WHERE l.id = $1 AND ($2 OR l.organisation_id = $3)',
      [fileId, mayAll(actor, READ.workshop), organisationOf(actor)],
      { log: fileId },
    );
  return { method, fileId: fileId ?? null, reason: why };
}

/** The number of an invoice, as written. @throws RuleBroken `refurbishment.invoice_missing` */
function invoiceOf(typed: string | undefined): string {
  const invoice = typed?.trim().replace(/\s+/g, ' ').slice(0, 60) ?? '';
  if (invoice.length < 2) throw new RuleBroken('refurbishment.invoice_missing', {}, 'invoice');
  return invoice;
}

async function mediaOf(tx: EntityManager, deviceId: string): Promise<number> {
  const [found] = await rows<{ media: number }>(
    tx,
    'SELECT count(*)::int AS media FROM devices.medium WHERE device_id = $1',
    [deviceId],
  );
  return found!.media;
}
