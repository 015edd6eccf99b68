import { Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { LossQueries } from '#bank/incidents';
import { OrganisationsService } from '#bank/people';
import {
  ACTS_ON_REMOVED,
  ErasureService,
  meansAMedium,
  REMOVED_BUTTONS,
  REMOVED_LIFECYCLE,
  type RemovedDetail,
  RemovedMedia,
  RemovedMediaQueries,
  type RemovedVerb,
  readMediumCode,
  showMediumCode,
} from '#bank/workshop';
import { Act, type Answer, ApiController, Context, Ctx, json, Read, seeOther } from '#platform/http';
import { isMember, mayAll, NotFound, READ, RuleBroken } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { fileOf, LOG_FILE, missing } from '../../erasure/web/sent-file.js';
import { RemovedActionDto } from './media.dto.js';
import { RemovedListPage, RemovedPageQuery, RemovedQuery, removedAt, removedOnPage } from './removed-media.page.js';
import { RemovedActionPage, RemovedMediumPage } from './removed-medium.page.js';

const ERASES = DEVICE_LIFECYCLE.right('record_erasure');

/** Media that were taken out of their devices, until each is erased or destroyed. */
@ApiController('refurbishment')
export class RemovedMediaController {
  constructor(
    private readonly queries: RemovedMediaQueries,
    private readonly removed: RemovedMedia,
    private readonly organisations: OrganisationsService,
    private readonly documents: DocumentsService,
    private readonly erasure: ErasureService,
    private readonly losses: LossQueries,
  ) {}

  @Read(READ.workshop, { page: 'atelier/supports-retires' })
  async listPage(@Context() ctx: Ctx, @Query() query: RemovedPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const typed = query.q && (meansAMedium(query.q) || readMediumCode(query.q)) ? query.q : null;
    const found = typed ? await this.queries.byCode(ctx.actor, typed).catch(() => null) : null;
    if (found) return seeOther(removedAt(found.code));
    const page = await this.queries.counted(ctx.actor, removedOnPage(asked));
    const bank = mayAll(ctx.actor, READ.workshop);
    const unknown = Boolean(query.q);
    return ctx.page(<RemovedListPage {...{ page, query, asked, bank, unknown }} timeZone={ctx.bank.timeZone} />);
  }

  /** The removed media that the token's organisation has, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.workshop, { api: 'removed-media' })
  async listRemovedMedia(@Context() ctx: Ctx, @Query() query: RemovedQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One removed medium, with what may be done now. */
  @Read(READ.workshop, { page: 'atelier/supports-retires/:medium', api: 'removed-media/:medium' })
  async show(@Context() ctx: Ctx, @Param('medium') code: string) {
    const removed = await this.queries.byCode(ctx.actor, code);
    return ctx.answer(removed, () => this.page(ctx, removed));
  }

  /** Its history, newest first. */
  @Read(READ.workshop, { api: 'removed-media/:medium/events' })
  async events(@Context() ctx: Ctx, @Param('medium') code: string) {
    const { id } = await this.queries.byCode(ctx.actor, code);
    return json(200, { items: await this.queries.timeline(ctx.actor, id), next: null });
  }

  /** Carries out an action listed in `allowed`: `erase`, `destroy`, `add_slip`, `move`, `receive`… */
  @Act(ACTS_ON_REMOVED, {
    page: 'atelier/supports-retires/:medium/actions/:verb',
    api: 'removed-media/:medium/actions/:verb',
    takes: RemovedActionDto,
    asks: true,
  })
  async act(@Context() ctx: Ctx, @Param('medium') code: string, @Param('verb') verb: string) {
    const action = verbOf(verb);
    const removed = await this.queries.byCode(ctx.actor, code);
    const { code: ref, state } = removed;
    const file = ctx.files.find((f) => f.field === 'scan');
    const scan = file?.size ? await file.read() : null;
    return ctx.act({
      ref,
      dto: RemovedActionDto,
      done: `${REMOVED_LIFECYCLE.transition(action).done}.`,
      work: (tx, form) => this.removed.act(tx, ctx.actor, action, ref, { ...form, scan }),
      to: () => removedAt(ref),
      view: () => this.queries.byCode(ctx.actor, ref),
      page: async (again) => {
        const now = again.problems ? await this.queries.byCode(ctx.actor, ref) : removed;
        const asks = now.allowed.includes(action);
        if (!asks && !again.problems)
          throw new RuleBroken('refurbishment.removed_not_now', { code: ref, state, verb: action });
        return asks && !(again.problems && action === 'put_back')
          ? this.question(ctx, now, action, again)
          : this.page(ctx, now, again);
      },
    });
  }

  /** Sends a file of an erasing tool for this medium, as the file `log` of a multipart form: it is stored and attached; a log of nwipe that names its serial erases it. */
  @Act(ERASES, { page: 'atelier/supports-retires/:medium/journal', api: 'removed-media/:medium/erasure-logs' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  async receiveForMedium(@Context() ctx: Ctx, @Param('medium') code: string) {
    const removed = await this.queries.byCode(ctx.actor, code);
    const file = await fileOf(ctx);
    const stored = file && (await this.erasure.store(ctx.actor, file, { mediumId: removed.mediumId }));
    let erased = false;
    return ctx.act({
      ref: removed.code,
      done: () =>
        erased
          ? `Journal gardé : ${showMediumCode(removed.code)} est effacé.`
          : 'Fichier gardé et joint. Il ne prouve encore rien de ce support : voyez ce qui y est lu.',
      work: async (tx) => {
        if (!file || !stored) throw missing(ctx);
        erased = (await this.erasure.receive(tx, ctx.actor, file, undefined, stored)).removed.includes(removed.code);
      },
      to: () => removedAt(removed.code),
      view: () => this.queries.byCode(ctx.actor, removed.code),
      page: (again) => this.page(ctx, removed, again),
    });
  }

  private async page(ctx: Ctx, removed: RemovedDetail, again: FormState = {}) {
    const [timeline, papers] = await Promise.all([
      this.queries.timeline(ctx.actor, removed.id),
      this.documents.forCause(ctx.actor, 'removed_medium', removed.id),
    ]);
    return <RemovedMediumPage {...{ removed, timeline, papers }} {...again} timeZone={ctx.bank.timeZone} />;
  }

  private async question(ctx: Ctx, removed: RemovedDetail, verb: RemovedVerb, again: FormState = {}) {
    const own = isMember(ctx.actor) ? ctx.actor.organisationId : removed.holderOrgId;
    const where = verb === 'receive' ? own : verb === 'move' ? removed.holderOrgId : null;
    const places = where ? await this.organisations.places(where) : [];
    const loss = verb === 'report_lost' ? await this.losses.ofRemoved(removed.id) : null;
    return <RemovedActionPage {...{ removed, verb, places, loss }} {...again} />;
  }
}

function verbOf(verb: string): RemovedVerb {
  const known = REMOVED_BUTTONS.find((v) => v === verb);
  if (!known) throw new NotFound('action');
  return known;
}
