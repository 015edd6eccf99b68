import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RequestAnswersService, ReservationsService } from '#bank/allocation';
import { DEVICE_LIFECYCLE, type DeviceRow, DevicesService, isUrgent, REASONS, type Reason } from '#bank/devices';
import { LossQueries } from '#bank/incidents';
import { LabelsService } from '#bank/intake';
import { mayOpenFrom, TransfersService } from '#bank/logistics';
import { type SimRow, type SimsChange, SimsService } from '#bank/sims';
import { DataEnds } from '#bank/workshop';
import { rows } from '#platform/database';
import { type Actor, isId, RuleBroken } from '#platform/kernel';
import type { BulkSettings, BulkVerb } from './bulk-verbs.js';

export interface BulkContext {
  readonly settings: BulkSettings;
  /** What the parts before made. */
  readonly resultId: string | null;
}

interface Thing {
  readonly id: string;
}

/** Those of some things that the actor sees, and what throws for one that is refused, as the same act on it alone would. */
export interface Judged<T extends Thing> {
  readonly things: readonly T[];
  readonly judge: (thing: T) => void;
}

export interface BulkWork<T extends Thing = Thing> {
  /** @param lock for a change, in the order everybody uses. */
  look(
    tx: EntityManager,
    actor: Actor,
    ids: readonly string[],
    context: BulkContext,
    lock: boolean,
  ): Promise<Judged<T>>;
  /** What the things themselves say beside what was asked. */
  found?(tx: EntityManager, actor: Actor, ids: readonly string[]): Promise<BulkSettings>;
  /** @returns the id of what it made. */
  carryOut(tx: EntityManager, actor: Actor, things: readonly T[], context: BulkContext): Promise<string | null>;
}

const idsOf = (things: readonly Thing[]): string[] => things.map(({ id }) => id);

/** The work of each verb: where it is done with one thing alone, the same service asks and does the same. */
@Injectable()
export class BulkWorks {
  constructor(
    private readonly devices: DevicesService,
    private readonly transfers: TransfersService,
    private readonly labels: LabelsService,
    private readonly ends: DataEnds,
    private readonly losses: LossQueries,
    private readonly reservations: ReservationsService,
    private readonly answers: RequestAnswersService,
    private readonly sims: SimsService,
  ) {}

  of(verb: BulkVerb): BulkWork {
    // What `look` gave of a verb is only ever given back to the same.
    return this.works[verb] as unknown as BulkWork;
  }

  private readonly move: BulkWork<DeviceRow> = {
    look: async (tx, actor, ids, { settings }, lock) => {
      const things = await this.devices.seen(tx, actor, ids, lock);
      const [place] = isId(settings.placeId)
        ? await rows<{ owner: string }>(
            tx,
            'SELECT organisation_id AS owner FROM people.place WHERE id = $1 AND active',
            [settings.placeId],
          )
        : [];
      return {
        things,
        judge: (device) => {
          DEVICE_LIFECYCLE.mustMay(actor, 'move', device);
          if (!place || place.owner !== device.holder_org_id)
            throw new RuleBroken('bulk.place_of_another', { code: device.code });
        },
      };
    },
    carryOut: async (tx, actor, things, { settings }) => {
      await this.devices.performOn(tx, actor, 'move', things, {
        location: { place: settings.placeId! },
        reason: 'tidied',
      });
      return null;
    },
  };

  private readonly list: BulkWork<DeviceRow> = {
    found: async (tx, actor, ids) => {
      const [most] = await rows<{ id: string }>(
        tx,
        'SELECT holder_org_id AS id FROM devices.device WHERE id = ANY($1) AND holder_org_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1',
        [ids],
      );
      return most && mayOpenFrom(actor, most.id) ? { fromOrganisationId: most.id } : {};
    },
    look: async (tx, actor, ids, { settings, resultId }, lock) => {
      const things = await this.devices.seen(tx, actor, ids, lock);
      const judge = await this.transfers.judge(tx, actor, settings, resultId, ids);
      return { things, judge };
    },
    carryOut: async (tx, actor, things, { settings, resultId }) => {
      const { toOrganisationId = '', fromOrganisationId } = settings;
      const transfer = resultId ?? (await this.transfers.prepare(tx, actor, { toOrganisationId, fromOrganisationId }));
      await this.transfers.addDevices(tx, actor, transfer, idsOf(things));
      return transfer;
    },
  };

  private readonly printLabels: BulkWork<DeviceRow> = {
    look: async (tx, actor, ids, _, lock) => ({
      things: await this.devices.seen(tx, actor, ids, lock),
      judge: () => undefined,
    }),
    carryOut: (tx, actor, things) => this.labels.printDevices(tx, actor, idsOf(things)),
  };

  private readonly recycle: BulkWork<DeviceRow> = {
    look: async (tx, actor, ids, { settings }, lock) => {
      const things = await this.devices.seen(tx, actor, ids, lock);
      const reason = reasonOf('recycle', settings);
      const left = isUrgent(reason) ? new Set<string>() : await this.ends.leftAmong(tx, idsOf(things));
      return {
        things,
        judge: (device) => {
          DEVICE_LIFECYCLE.mustMay(actor, 'recycle', device);
          // Signed by somebody who is there, and nobody is while this is carried out.
          if (left.has(device.id)) throw new RuleBroken('bulk.data_left', { code: device.code });
        },
      };
    },
    carryOut: async (tx, actor, things, { settings }) => {
      await this.devices.performOn(tx, actor, 'recycle', things, { reason: reasonOf('recycle', settings) });
      return null;
    },
  };

  private readonly reportLost: BulkWork<DeviceRow> = {
    found: async (tx, actor, ids) => ({
      unerased: await this.losses.unerasedAmong(idsOf(await this.devices.seen(tx, actor, ids, false)), tx),
    }),
    look: async (tx, actor, ids, { settings }, lock) => {
      const things = await this.devices.seen(tx, actor, ids, lock);
      reasonOf('report_lost', settings);
      return { things, judge: (device) => DEVICE_LIFECYCLE.mustMay(actor, 'report_lost', device) };
    },
    carryOut: async (tx, actor, things, { settings }) => {
      await this.devices.performOn(tx, actor, 'report_lost', things, { reason: reasonOf('report_lost', settings) });
      return null;
    },
  };

  private readonly release: BulkWork<DeviceRow> = {
    look: async (tx, actor, ids, _, lock) => ({
      things: await this.devices.seen(tx, actor, ids, lock),
      judge: (device) => DEVICE_LIFECYCLE.mustMay(actor, 'release', device),
    }),
    carryOut: async (tx, actor, things) => {
      await this.reservations.releaseDevices(tx, actor, idsOf(things));
      return null;
    },
  };

  private readonly approve: BulkWork<Awaited<ReturnType<RequestAnswersService['approvable']>>['requests'][number]> = {
    look: async (tx, actor, ids, _, lock) => {
      const { requests: things, judge } = await this.answers.approvable(tx, actor, ids, lock);
      return { things, judge };
    },
    carryOut: async (tx, actor, things) => {
      for (const { id } of things) await this.answers.approve(tx, actor, id);
      return null;
    },
  };

  private ofSims(changeOf: (settings: BulkSettings) => SimsChange): BulkWork<SimRow> {
    return {
      look: async (tx, actor, ids, { settings }, lock) => ({
        things: await this.sims.seen(tx, actor, ids, lock),
        judge: await this.sims.judgeChange(tx, actor, changeOf(settings)),
      }),
      carryOut: async (tx, actor, things, { settings }) => {
        await this.sims.change(tx, actor, idsOf(things), changeOf(settings));
        return null;
      },
    };
  }

  private readonly works = {
    move: this.move,
    list: this.list,
    print_labels: this.printLabels,
    recycle: this.recycle,
    report_lost: this.reportLost,
    release: this.release,
    approve: this.approve,
    allot_sims: this.ofSims(({ toOrganisationId = '' }) => ({ verb: 'allot', structureId: toOrganisationId })),
    call_back_sims: this.ofSims(() => ({ verb: 'call_back' })),
    end_sims: this.ofSims(({ reason = '' }) => ({ verb: 'end', reason })),
  } satisfies Record<BulkVerb, unknown>;
}

function reasonOf(verb: 'recycle' | 'report_lost', { reason }: BulkSettings): Reason {
  const { reasons = [] } = DEVICE_LIFECYCLE.transition(verb);
  if (!reason || !Object.hasOwn(REASONS, reason) || !reasons.includes(reason as Reason))
    throw new RuleBroken('devices.reason_missing', { verb }, 'reason');
  return reason as Reason;
}
