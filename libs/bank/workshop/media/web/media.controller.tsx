import { Param, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView, readIdentifier } from '#bank/devices';
import {
  type GateView,
  MediaService,
  type MediaStatement,
  MediumPlaces,
  showMediumCode,
  WorkshopQueries,
} from '#bank/workshop';
import { Act, ApiController, Context, Ctx, type Posted } from '#platform/http';
import { may, NotFound, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { codesIn } from '../../../devices/identification/web/device-code.js';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { GoneMediumDto, MediaStatementDto, MediumDto, MediumLocationDto } from '../../web/workshop.dto.js';
import { GoneMediumPage, MediaPage, MediumPlacePage, NoMediumPage } from './media.pages.js';

const RIGHT = DEVICE_LIFECYCLE.right('record_erasure');

/** What people state of a device's disks, and sign. */
@ApiController('refurbishment')
export class MediaController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly media: MediaService,
    private readonly places: MediumPlaces,
    private readonly acts: BenchActs,
  ) {}

  /** Signs that the device holds no medium, or that the list is complete. */
  @Act(RIGHT, {
    page: 'atelier/:code/sans-support',
    api: 'devices/:code/media-statements',
    takes: MediaStatementDto,
    asks: true,
  })
  async state(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.statement(ctx, device, 'no_medium'),
      done: 'Signé : aucun disque dans cet appareil.',
      page: async (again) => <NoMediumPage gate={await this.gate(ctx, device)} {...again} />,
    });
  }

  @Act(RIGHT, { page: 'atelier/:code/liste', takes: MediaStatementDto })
  async complete(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.statement(ctx, device, 'complete_list'),
      done: 'Signé : la liste des supports est complète.',
      page: ({ problems = [], values = {} }) =>
        this.page(ctx, device, { problems, values: { ...values, form: 'liste' } }),
    });
  }

  /** Adds a storage medium that a person sees in the device. */
  @Act(RIGHT, { page: 'atelier/:code/supports', api: 'devices/:code/media', takes: MediumDto, asks: true })
  async declare(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      dto: MediumDto,
      status: 201,
      done: 'Support ajouté à la liste.',
      work: async (tx, form) => {
        await this.media.declare(tx, ctx.actor, device.id, form);
      },
      to: () => `/atelier/${device.code}/supports`,
      page: (again) => this.page(ctx, device, again),
    });
  }

  /** Signs that one medium was destroyed, removed, new with its invoice, erased with another tool or, in a phone or tablet, reset. A new one, and one that another tool erased, wants a second person. */
  @Act(RIGHT, {
    page: 'atelier/:code/supports/:medium',
    api: 'devices/:code/media/:medium/statements',
    takes: GoneMediumDto,
    asks: true,
  })
  async gone(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('medium') medium: string,
    @Query('fait') done: string | undefined,
    @Query('fichier') file: string | undefined,
  ) {
    const device = await this.devices.get(ctx.actor, code);
    let removed: string | null = null;
    let waits = false;
    return ctx.act({
      ...this.acts.on(ctx, device),
      ...this.acts.signed(ctx, 'media_gone'),
      dto: GoneMediumDto,
      status: 201,
      done: () =>
        removed
          ? `Signé. Écrivez ${showMediumCode(removed)} sur le support : il est suivi dans « Supports retirés ».`
          : waits
            ? 'Signé. Une deuxième personne doit encore signer ce support, dans « Être témoin ».'
            : 'Signé. Ce support n’attend plus de preuve.',
      work: async (tx, { kind, password, ...more }) => {
        waits = kind === 'new' || kind === 'other_tool';
        removed = await this.media.gone(tx, ctx.actor, device.id, medium, kind, password, more);
      },
      // The choice that the bench's step led here with; the page marks one that it offers, and no other.
      page: async ({ values = { kind: wordIn(done), fileId: wordIn(file) }, problems }) => (
        <GoneMediumPage
          {...(await this.ofMedium(ctx, device, medium))}
          files={may(ctx.actor, WRITE.benchHelp) ? await this.queries.filesToJudge(ctx.actor, device.id, medium) : null}
          problems={problems}
          values={values}
        />
      ),
    });
  }

  /** Signs in which of two devices a medium is whose number is proven in both. */
  @Act(RIGHT, {
    page: 'atelier/:code/supports/:medium/ou',
    api: 'devices/:code/media/:medium/locations',
    takes: MediumLocationDto,
    asks: true,
  })
  async locate(@Context() ctx: Ctx, @Param('code') code: string, @Param('medium') medium: string) {
    const device = await this.devices.get(ctx.actor, code);
    let isHere = false;
    return ctx.act({
      ...this.acts.on(ctx, device),
      ...this.acts.signed(ctx, 'media_list'),
      dto: MediumLocationDto,
      status: 201,
      done: () =>
        isHere
          ? 'Signé. Pour l’autre appareil, il faut de nouveau dire quels disques il contient.'
          : 'Signé : deux supports portent ce numéro, un dans chaque appareil.',
      work: (tx, { kind, password }) => {
        isHere = kind === 'here';
        return this.places.locate(tx, ctx.actor, device.id, medium, kind, password);
      },
      page: async (again) => <MediumPlacePage {...(await this.ofMedium(ctx, device, medium))} {...again} />,
    });
  }

  /** What is signed of all the media of a device: a page is about one kind of statement, a program says which. */
  private statement(ctx: Ctx, device: DeviceView, kind: MediaStatement) {
    return {
      ...this.acts.on(ctx, device),
      dto: MediaStatementDto,
      status: 201 as const,
      fromForm: ({ password, also, seen }: Posted) => ({ kind, password, seen, also: codesIn(also) }),
      work: (tx: EntityManager, { kind: said, password, seen, also = [] }: MediaStatementDto) => {
        if (!also.length) return this.media.state(tx, ctx.actor, device.id, said, password, seen);
        const codes = [...new Set([device.code, ...also.map(codeOf)])];
        const shown = seen ? { deviceId: device.id, mark: seen } : undefined;
        return this.media.statePile(tx, ctx.actor, codes, said, password, shown);
      },
    };
  }

  private gate(ctx: Ctx, device: DeviceView): Promise<GateView> {
    return this.queries.gate(ctx.actor, device.id);
  }

  private async page(ctx: Ctx, device: DeviceView, again: FormState = {}) {
    const gate = await this.gate(ctx, device);
    return <MediaPage gate={gate} timeZone={ctx.bank.timeZone} {...again} />;
  }

  /** @throws NotFound for a medium that is none of the device's */
  private async ofMedium(ctx: Ctx, device: DeviceView, mediumId: string) {
    const gate = await this.gate(ctx, device);
    const medium = gate.media.find((m) => m.id === mediumId);
    if (!medium) throw new NotFound('medium');
    return { gate, medium };
  }
}

/** One word of an address; one that comes twice is none. */
const wordIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A code as it is stored, from a label's address or as people write it. @throws NotFound */
function codeOf(typed: string): string {
  const read = readIdentifier(typed);
  if (read.kind !== 'code') throw new NotFound('device');
  return read.code;
}
