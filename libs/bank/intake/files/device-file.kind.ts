import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Category, DevicesService, makerKey } from '#bank/devices';
import {
  type GoodRow,
  type ImportedFile,
  type ImportKind,
  ImportKinds,
  type Known,
  type OpenedFile,
  type OpenedWith,
  type Withdrawing,
  type WordAnswer,
} from '#bank/files/engine';
import { isKnownTitle, remembering } from '#bank/files/words';
import { rows } from '#platform/database';
import { type Actor, plainWords, RuleBroken } from '#platform/kernel';
import { DonationsService } from '../donations/donations.service.js';
import { GIVER } from '../donors/donor-known.js';
import { readDeviceSheet } from './device-sheet.js';
import { type DonationOfFile, logDevices, withdrawFile } from './file-applying.js';
import { findKnown } from './file-checks.js';
import { packDevice, unpackDevice } from './rows/packed-device.js';
import { mayMean, NOT_DONATED, TO_CHECK, WORD_FIELDS } from './rows/row-answers.js';
import { MOST_OF_A_FILE } from './rows/row-quantity.js';
import { SHEET_FIELDS } from './sheet-fields.js';
import type { SheetDevice } from './sheet-row.js';

export interface FileSubject extends DonationOfFile {
  readonly donorId: string;
}

/** A donor's list of devices: one kind of import. */
@Injectable()
export class DeviceFileKind implements ImportKind<SheetDevice, FileSubject> {
  readonly name = 'devices';
  readonly fields = SHEET_FIELDS;
  readonly wordFields = WORD_FIELDS;
  /** What is not sure is told row by row, and may be answered. */
  readonly mustAnswer = false;
  readonly applyAtOnce = 500;
  readonly bySheet = true;
  readonly noteCode = 'intake.row_note';
  /** Numbers that another transaction took at the same moment. */
  readonly races = new Set(['devices.serial_taken', 'devices.alias_taken']);
  readonly refusals = {
    empty: 'intake.file_empty',
    twice: 'intake.file_twice',
    not_now: 'intake.file_not_ready',
    no_rows: 'intake.sheet_no_rows',
    nothing_good: 'intake.file_nothing_good',
    rows_wrong: 'intake.file_rows_wrong',
    became_wrong: 'intake.file_became_wrong',
    columns_twice: 'intake.columns_twice',
    too_many_words: 'intake.words_asked',
    answer_unknown: 'intake.answer_unknown',
    words_asked: 'intake.words_asked',
    sheet_taken: 'intake.sheet_taken',
    failed: 'intake.file_failed',
  } as const;
  readonly unasked = { things: MOST_OF_A_FILE, code: 'intake.file_many_devices' } as const;

  constructor(
    kinds: ImportKinds,
    private readonly donations: DonationsService,
    private readonly devices: DevicesService,
  ) {
    // Not when the module starts: the first start fills the demo before the application does.
    kinds.register(this);
  }

  isTitle(title: string): boolean {
    return isKnownTitle(title);
  }

  async subject(tx: EntityManager, file: ImportedFile): Promise<FileSubject> {
    const [found] = await rows<FileSubject>(
      tx,
      `SELECT n.id, n.number, n.place_id, n.organisation_id, r.id AS "donorId", r.kind AS donor_kind, coalesce(k.name, r.name) AS donor_name
       FROM intake.donation n ${GIVER} WHERE n.id = $1`,
      [file.subjectId],
    );
    return found!;
  }

  async lockSubject(tx: EntityManager, actor: Actor, file: ImportedFile): Promise<FileSubject> {
    const donation = await this.donations.lock(tx, actor, file.subjectId!, 'share');
    if (donation.state !== 'received')
      throw new RuleBroken('intake.donation_not_open', { number: donation.number, state: donation.state });
    return { ...donation, donorId: donation.donor_id };
  }

  scope(subject: FileSubject): string {
    return subject.donorId;
  }

  open(source: AsyncIterable<Uint8Array>, _file: ImportedFile, said: OpenedWith): Promise<OpenedFile<SheetDevice>> {
    return readDeviceSheet(source, said);
  }

  async answers(): Promise<(answer: WordAnswer) => boolean> {
    return ({ field, meaning }) => mayMean(field, meaning);
  }

  wordLimit(): null {
    return null;
  }

  toCheck(field: string): string | null {
    if (field === 'purchased') return 'unknown';
    return field === 'quantity' || field === 'serial' || field === 'given' ? null : TO_CHECK;
  }

  mayRemember({ field, meaning }: WordAnswer): boolean {
    return meaning !== this.toCheck(field) && meaning !== NOT_DONATED && this.toCheck(field) !== null;
  }

  check(
    tx: EntityManager,
    actor: Actor,
    subject: FileSubject,
    good: readonly GoodRow<SheetDevice>[],
  ): Promise<ReadonlyMap<number, Known>> {
    return findKnown(tx, actor, subject.donor_name, good);
  }

  likeness({ category, make, model, serial, assetNumber }: SheetDevice) {
    return { key: likenessOf(category, make, model), named: serial !== null || assetNumber !== null };
  }

  quantity(device: SheetDevice): number {
    return device.quantity + (device.screen ? 1 : 0);
  }

  pack(device: SheetDevice): unknown {
    return packDevice(device);
  }

  unpack(packed: unknown): SheetDevice {
    return unpackDevice(packed);
  }

  async apply(
    tx: EntityManager,
    actor: Actor,
    _file: ImportedFile,
    subject: FileSubject,
    given: Parameters<ImportKind<SheetDevice, FileSubject>['apply']>[4],
  ): Promise<{ made: number }> {
    return { made: await logDevices(tx, actor, this.devices, subject, given) };
  }

  async withdraw(tx: EntityManager, actor: Actor, file: ImportedFile, given: Withdrawing) {
    const donation = await this.donations.lock(tx, actor, file.subjectId!);
    return withdrawFile(tx, actor, donation, file.settings['andDonation'] === true, given);
  }
}

const maker = remembering(makerKey);
const words = remembering((text: string): string => plainWords(text));
/** A kind of a maker and a model, however these are written. */
const likenessOf = (category: Category, make: string, model: string): string =>
  `${category}|${maker(make)}|${words(model)}`;
