import { Param, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { OrganisationsService } from '#bank/people';
import { testStatement, WorkshopQueries } from '#bank/workshop';
import { Act, type Answer, ApiController, Context, Ctx, json, Read, seeOther } from '#platform/http';
import { mayAll, NotFound, READ, RuleBroken } from '#platform/kernel';
import { addressOf, type FormState } from '#platform/ui';
import { paperNotice } from '../../../documents/web/paper-link.js';
import { BeneficiariesService } from '../../beneficiaries/beneficiaries.service.js';
import { personIn } from '../../beneficiaries/web/beneficiaries.dto.js';
import { type PersonChoice, PersonPick } from '../../beneficiaries/web/person-picker.js';
import { ReservationQueries, type ReservationView } from '../../matching/reservation.queries.js';
import { PickQuery } from '../../web/allocation.queries.dto.js';
import { HandoverQueries } from '../handover.queries.js';
import { HandoversService } from '../handovers.service.js';
import { HandoverPage } from './handover.page.js';
import { HandOverForm, problemOfHandover, readHandOverForm, readSignature } from './handover-form.js';
import { HandOverPage, TakeBackPage } from './handover-form.page.js';
import { CounterPageQuery, HandoverListPage, HandoverQuery } from './handover-list.page.js';
import { HandOverDto, ReturnDto } from './handovers.dto.js';
import { ToHandOverPage } from './handovers-due.page.js';

const LAST_SHOWN = 5;
const READY_SHOWN = 100;
const HAND_OVER = DEVICE_LIFECYCLE.right('hand_over');
const TAKE_BACK = DEVICE_LIFECYCLE.right('take_back');

/** From the structure to a person, and back. References only, never a name. */
@ApiController('handovers')
export class HandoversController {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly reservations: ReservationQueries,
    private readonly handovers: HandoversService,
    private readonly queries: HandoverQueries,
    private readonly people: BeneficiariesService,
    private readonly picks: PersonPick,
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
    private readonly workshop: WorkshopQueries,
  ) {}

  @Read(READ.handovers, { page: 'remises' })
  async listPage(@Context() ctx: Ctx, @Query() query: CounterPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const { liste, personne } = query;
    const bank = mayAll(ctx.actor, READ.handovers);
    if (bank || liste === 'remis') {
      const page = await this.queries.counted(ctx.actor, asked);
      return ctx.page(<HandoverListPage page={page} bank={bank} asked={asked} />);
    }
    const q = query.q?.trim() ?? '';
    const device = q ? await this.scanned(ctx, q, personne) : null;
    if (device) return seeOther(device);
    const pick = await this.picks.of(ctx.actor, query);
    const [only, ...others] = pick.found?.people ?? [];
    if (only && !others.length && only.name === null) return seeOther(`/remises?personne=${only.id}`);
    const [ready, last] = await Promise.all([
      this.reservations.list(ctx.actor, { state: 'delivered', cursor: query.suite, limit: READY_SHOWN }),
      this.queries.list(ctx.actor, { limit: LAST_SHOWN }),
    ]);
    const travelling = ready.items.length
      ? []
      : (await this.reservations.list(ctx.actor, { state: 'in_transit', limit: 1 })).items;
    return ctx.page(
      <ToHandOverPage
        {...{ ready, pick, query }}
        onTheRoad={travelling.length > 0}
        last={last.items}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  /** Where a scanned device goes on: to its hand-over when it may be handed over, else to its page; null when it is none. */
  private async scanned(ctx: Ctx, q: string, person: string | undefined): Promise<string | null> {
    const found = await this.devices.byIdentifier(ctx.actor, q);
    if (found.kind !== 'one') return null;
    const { allowed } = await this.devices.get(ctx.actor, found.code);
    if (!allowed.includes('hand_over')) return `/appareils/${found.code}`;
    return addressOf(`/appareils/${found.code}/remise`, { personne: person });
  }

  /** Hand-overs, newest first or in the order of `sort`, 50 a page; `open=1` leaves out what came back. */
  @Read(READ.handovers, { api: 'handovers' })
  async list(@Context() ctx: Ctx, @Query() query: HandoverQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One hand-over. */
  @Read(READ.handovers, { page: 'remises/:id', api: 'handovers/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const handover = await this.queries.byId(ctx.actor, id);
    return ctx.answer(handover, async () => {
      const papers = await this.documents.forCause(ctx.actor, 'handover', id);
      const bank = mayAll(ctx.actor, READ.handovers);
      return <HandoverPage {...{ handover, papers, bank }} timeZone={ctx.bank.timeZone} />;
    });
  }

  /** Hands a delivered device to a person, known or new. Both sheets are asked for with it. */
  @Act(HAND_OVER, { page: 'appareils/:code/remise', api: 'devices/:code/hand-over', takes: HandOverDto, asks: true })
  async handOver(@Context() ctx: Ctx, @Param('code') code: string, @Query() query?: PickQuery) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      dto: HandOverDto,
      form: HandOverForm,
      fromForm: (posted) => readHandOverForm(posted, ctx.files),
      done: (id) =>
        paperNotice(this.documents, ctx.actor, 'Appareil remis. L’attestation se prépare.', { kind: 'handover', id }),
      rules: (tx, { signature: _, newBeneficiary, ...given }, refused) =>
        this.handovers.judge(
          tx,
          ctx.actor,
          { ...given, deviceId: device.id, newBeneficiary: newBeneficiary ? personIn(newBeneficiary) : null },
          refused,
        ),
      work: async (tx, { reference, signature, newBeneficiary, ...given }: HandOverForm) => {
        const { identity, ...statistics } = personIn(newBeneficiary ?? {});
        return this.handovers.handOver(tx, ctx.actor, {
          ...given,
          ...(reference ? { beneficiaryId: await this.people.byReference(tx, ctx.actor, reference) } : {}),
          deviceId: device.id,
          newBeneficiary: newBeneficiary ? statistics : null,
          identity: identity ?? null,
          signature: await readSignature(signature, ctx.files),
        });
      },
      to: (id) => `/remises/${id}`,
      view: (id) => this.queries.byId(ctx.actor, id),
      page: async ({ problems, values }) => {
        if (!problems) mustBeNow(device, 'hand_over');
        const reservation = await this.reservations.ofDevice(ctx.actor, device.id);
        const pick = query
          ? await this.picks.orNew(ctx.actor, query, reservation?.beneficiaryId)
          : await this.picks.again(ctx.actor, values ?? {});
        return this.form(ctx, device, { reservation, pick, problems: problems && problemOfHandover(problems), values });
      },
    });
  }

  /** The person gives the device back; the structure holds it, its slot in the quota is free. */
  @Act(TAKE_BACK, { page: 'appareils/:code/retour', api: 'devices/:code/return', takes: ReturnDto, asks: true })
  async takeBack(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ref: device.id,
      dto: ReturnDto,
      done: 'Appareil repris. Il est chez vous, à renvoyer à la banque.',
      work: (tx, { placeId }) => this.handovers.takeBack(tx, ctx.actor, device.id, placeId),
      to: () => `/appareils/${device.code}`,
      view: (id) => this.devices.get(ctx.actor, id),
      page: (again) => this.backForm(ctx, device, again),
    });
  }

  private async form(
    ctx: Ctx,
    device: DeviceView,
    of: { reservation: ReservationView | null; pick: PersonChoice } & FormState,
  ) {
    const [sale, gate] = await Promise.all([this.queries.sale(device.id), this.workshop.gate(ctx.actor, device.id)]);
    return <HandOverPage device={device} sale={sale} tests={testStatement(gate)} {...of} />;
  }

  private async backForm(ctx: Ctx, device: DeviceView, again: FormState) {
    if (!again.problems) mustBeNow(device, 'take_back');
    const handover = await this.queries.ofDevice(ctx.actor, device.id);
    if (ctx.actor.kind !== 'member') throw new NotFound('handover');
    // Taken back meanwhile, from another tab: the device is still theirs to see, so it is a sentence and not a 404.
    if (!handover) throw notNow(device, 'take_back');
    const places = await this.organisations.places(ctx.actor.organisationId);
    return <TakeBackPage device={device} reference={handover.reference} places={places} {...again} />;
  }
}

type Verb = 'hand_over' | 'take_back';

const notNow = ({ code, state }: DeviceView, verb: Verb) => new RuleBroken('devices.not_now', { code, state, verb });

/** @throws RuleBroken `devices.not_now` */
function mustBeNow(device: DeviceView, verb: Verb): void {
  if (!device.allowed.includes(verb)) throw notNow(device, verb);
}
