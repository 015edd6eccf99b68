import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Category, deviceWords, visibleTo } from '#bank/devices';
import type { LabelNote } from '#bank/documents';
import { lineAndSheet } from '#bank/files/engine';
import { bankId } from '#bank/people';
import { rows } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  joined,
  mustHave,
  NotFound,
  newId,
  organisationOf,
  type Page,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#platform/kernel';
import { DonationsService } from '../donations/donations.service.js';
import { CodeRolls, rangeOf } from './code-rolls.service.js';
import {
  LabelSheets,
  type LabelSheetView,
  type OneLabelSheetView,
  type Range,
  type SheetFilter,
  type SheetOptions,
} from './label-sheets.service.js';

const MOST_LABELS = 10_000;

/** Sheets of labels. Printing again never makes a device: a label is only a code on paper. */
@Injectable()
export class LabelsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly donations: DonationsService,
    private readonly rolls: CodeRolls,
    private readonly sheets: LabelSheets,
  ) {}

  /**
   * Draws codes for labels to be stuck first and described later, for the organisation of a place, and asks for their sheet.
   * @throws RuleBroken `intake.labels_count`, `intake.place_unknown`, `intake.public_url_missing`.
   */
  async orderBlank(
    tx: EntityManager,
    actor: Actor,
    input: { placeId: string; count: number } & SheetOptions,
  ): Promise<string> {
    mustHave(actor, WRITE.labels);
    if (!Number.isInteger(input.count) || input.count < 1 || input.count > MOST_LABELS)
      throw new RuleBroken('intake.labels_count', { max: MOST_LABELS }, 'count');
    const [place] = isId(input.placeId)
      ? await rows<{ id: string }>(
          tx,
          `SELECT p.organisation_id AS id FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
           WHERE p.id = $1 AND p.active AND o.active AND o.kind = ANY (intake.receiving_kinds()) AND ($2::uuid IS NULL OR o.id = $2)`,
          [input.placeId, scopeOf(actor, WRITE.labels)],
        )
      : [];
    if (!place) throw new RuleBroken('intake.place_unknown', {}, 'placeId');
    const id = newId();
    const roll = await this.rolls.draw(tx, actor, {
      id,
      organisationId: place.id,
      placeId: input.placeId,
      count: input.count,
    });
    return this.sheets.ask(
      tx,
      actor,
      {
        id,
        kind: 'blank',
        organisationId: place.id,
        roll: { id, number: roll.number, numbers: roll.codes.map((c) => c.n) },
        codes: roll.codes.map((c) => c.code),
      },
      input,
    );
  }

  /**
   * Labels of a roll once more: those still free, or with `stuckToo` also those on devices. No new code is made.
   * @throws RuleBroken `intake.labels_none`, `intake.labels_range`, `devices.roll_voided`; NotFound for another's roll.
   */
  async printRoll(
    tx: EntityManager,
    actor: Actor,
    rollId: string,
    options: SheetOptions & Range & { stuckToo?: boolean } = {},
  ): Promise<string> {
    const roll = await this.rolls.part(tx, actor, rollId, options);
    return this.sheets.ask(
      tx,
      actor,
      {
        id: newId(),
        kind: 'roll',
        organisationId: roll.organisationId,
        roll: { id: roll.id, number: roll.number, numbers: roll.codes.map((c) => c.n) },
        codes: roll.codes.map((c) => c.code),
      },
      options,
    );
  }

  /**
   * The labels of a donation's devices in the order they were logged: all, those `only` names, with `missing` those never printed, or a range.
   * @throws RuleBroken `intake.labels_none`, `intake.labels_range`; NotFound for another's donation, or a device that is not of it.
   */
  async printDonation(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    options: SheetOptions & Range & { missing?: boolean; only?: readonly string[] } = {},
  ): Promise<string> {
    const donation = await this.donations.lock(tx, actor, donationId, 'share');
    const only = options.only?.length ? [...new Set(options.only)] : null;
    if (only && !only.every(isId)) throw new NotFound('device');
    const found = await rows<{ code: string } & NotedDevice>(
      tx,
      `SELECT d.code, d.make, d.model, d.serial, m.line, m.sheet FROM devices.device d JOIN devices.asset_code a ON a.code = d.code
       LEFT JOIN (SELECT x.thing_id, ${lineAndSheet('x.line')} FROM imports.made x JOIN imports.file f ON f.id = x.file_id
         WHERE f.kind = 'devices' AND f.subject_id = $1) m ON m.thing_id = d.id
       WHERE d.donation_id = $1 AND (NOT $2 OR a.printed_at IS NULL) AND ($3::uuid[] IS NULL OR d.id = ANY($3)) AND d.state <> 'withdrawn'
       ORDER BY d.id LIMIT ${MOST_LABELS}`,
      [donationId, options.missing ?? false, only],
    );
    if (only && found.length !== only.length) throw new NotFound('device');
    if (!found.length) throw new RuleBroken('intake.labels_none');
    const { from, to } = rangeOf(options, found.length);
    const printed = found.slice(from - 1, to);
    const codes = printed.map((row) => row.code);
    const notes = printed.map(labelNote);
    return this.sheets.ask(
      tx,
      actor,
      { id: newId(), kind: 'donation', organisationId: donation.organisation_id, donationId, codes, notes },
      options,
    );
  }

  /** The labels of chosen devices, in the order given. @throws RuleBroken `intake.labels_none`, NotFound when the actor does not see one of them. */
  async printDevices(
    tx: EntityManager,
    actor: Actor,
    deviceIds: readonly string[],
    options: SheetOptions = {},
  ): Promise<string> {
    mustHave(actor, WRITE.labels);
    const ids = [...new Set(deviceIds)];
    if (ids.length > MOST_LABELS) throw new RuleBroken('intake.labels_count', { max: MOST_LABELS }, 'devices');
    if (!ids.every(isId)) throw new NotFound('device');
    const found = await rows<{ code: string } & NotedDevice>(
      tx,
      `SELECT d.code, d.make, d.model, d.serial FROM unnest($1::uuid[]) WITH ORDINALITY AS x(id, n) JOIN devices.device d ON d.id = x.id
       WHERE ${visibleTo(actor, 'd', '$2')} ORDER BY x.n`,
      [ids, organisationOf(actor)],
    );
    if (found.length !== ids.length) throw new NotFound('device');
    const organisationId = isMember(actor) ? actor.organisationId : await bankId(tx);
    return this.sheets.ask(
      tx,
      actor,
      {
        id: newId(),
        kind: 'devices',
        organisationId,
        codes: found.map((row) => row.code),
        notes: found.map(labelNote),
      },
      options,
    );
  }

  /** Chosen devices in words, in the order given. @throws NotFound when the actor does not see one of them. */
  async chosen(actor: Actor, deviceIds: readonly string[]): Promise<{ code: string; words: string }[]> {
    mustHave(actor, WRITE.labels);
    const ids = [...new Set(deviceIds)].slice(0, MOST_LABELS);
    const found = ids.every(isId)
      ? await rows<{ code: string; category: Category; make: string; model: string }>(
          this.db,
          `SELECT d.code, d.category, d.make, d.model FROM unnest($1::uuid[]) WITH ORDINALITY AS x(id, n) JOIN devices.device d ON d.id = x.id
           WHERE ${visibleTo(actor, 'd', '$2')} ORDER BY x.n`,
          [ids, organisationOf(actor)],
        )
      : [];
    if (found.length !== ids.length) throw new NotFound('device');
    return found.map((row) => ({ code: row.code, words: deviceWords(row) }));
  }

  list(actor: Actor, filter: SheetFilter = {}): Promise<Page<LabelSheetView>> {
    return this.sheets.list(actor, filter);
  }

  byId(actor: Actor, id: string): Promise<OneLabelSheetView> {
    return this.sheets.byId(actor, id);
  }
}

interface NotedDevice {
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  /** The line of the file that it came with. */
  readonly line?: number | null;
  /** The sheet of that line, where the workbook has several. */
  readonly sheet?: string | null;
}

/** As much of a serial as tells machines of one lot apart. */
const SERIAL_END = 5;
/** As much of a sheet's name as a label holds. */
const SHEET_NAME = 14;

/** « ThinkPad L480 · …4K2P9, l. 12 »: the model (the make when there is none), the end of the serial, the line of the donor's file, and its sheet. */
function labelNote({ make, model, serial, line, sheet }: NotedDevice): LabelNote {
  const end = serial && serial.length > SERIAL_END + 1 ? `…${serial.slice(-SERIAL_END)}` : serial;
  return {
    what: (model || make).trim(),
    mark: joined(', ', end, line ? `l.\u00a0${line}` : null, line && sheet ? sheet.slice(0, SHEET_NAME).trim() : null),
  };
}
