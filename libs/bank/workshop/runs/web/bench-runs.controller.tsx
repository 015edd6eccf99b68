import { Body, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { isDriveSize } from '#bank/devices';
import { Reception } from '#bank/inventories';
import { BenchRunQueries, BenchRuns } from '#bank/workshop';
import { type Answer, ApiController, Context, Ctx, Policy, PostedForm, Read } from '#platform/http';
import { READ, RuleBroken, WRITE } from '#platform/kernel';
import { documentOf } from '../../../inventories/web/uploaded-inventories.js';
import { AnnounceDto, type BenchDriveDto, EvidenceQuery, ProgressDto } from './bench-runs.dto.js';
import { RunsPage, RunsPageQuery } from './bench-runs.page.js';

const fileOf = (field: string) => ({
  schema: { type: 'object', required: [field], properties: { [field]: { type: 'string', format: 'binary' } } },
});

/** What bench PCs report by themselves, and the page that shows it on the workshop's wall. */
@ApiController('refurbishment')
export class BenchRunsController {
  constructor(
    private readonly runs: BenchRuns,
    private readonly queries: BenchRunQueries,
    private readonly reception: Reception,
  ) {}

  /**
   * Announces a machine before its first byte is erased. 404 for what is none of the workshop's; refused when it is not at the bench, or when
   * another PC erases it already. With the same `Idempotency-Key`, the answer is the same run.
   */
  @Post('api/v1/bench/runs')
  @Policy(WRITE.benchAnnounce)
  async announceRun(@Context() ctx: Ctx, @Body() form: AnnounceDto) {
    const sizeOf = ({ sizeBytes = 0 }: BenchDriveDto) => (isDriveSize(sizeBytes) ? sizeBytes : null);
    const drives = form.drives.map((drive) => ({ ...drive, sizeBytes: sizeOf(drive) }));
    return ctx.once({
      body: form,
      work: (tx) => this.runs.announce(tx, ctx.actor, { ...form, drives }),
      show: (id) => this.queries.own(ctx.actor, id),
    });
  }

  /** How far each drive is; with `outcome`, the run is over. */
  @Post('api/v1/bench/runs/:id/progress')
  @Policy(WRITE.benchAnnounce)
  async progressOfRun(@Context() ctx: Ctx, @Param('id') id: string, @Body() form: ProgressDto) {
    await this.queries.own(ctx.actor, id);
    return ctx.once({
      ref: id,
      status: 200,
      body: form,
      work: (tx) => this.runs.progress(tx, ctx.actor, id, form),
      show: () => this.queries.own(ctx.actor, id),
    });
  }

  /** What the machine says of itself, as the file `inventory`: attached to the announced device. */
  @Post('api/v1/bench/runs/:id/inventories')
  @Policy(WRITE.benchInventory)
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileOf('inventory'))
  async inventoryOfRun(@Context() ctx: Ctx, @Param('id') id: string) {
    const run = await this.queries.own(ctx.actor, id);
    const file = ctx.files.find((f) => f.field === 'inventory');
    if (!file) throw new RuleBroken('inventories.file_missing', {}, 'inventory');
    const document = await documentOf(await file.read(), 'api');
    return ctx.once({
      ref: id,
      work: async (tx) => {
        const { deviceId, worker } = await this.runs.inventoryOf(tx, ctx.actor, id);
        await this.reception.attachTo(tx, worker, deviceId, document);
      },
      show: async () => ({ run: id, code: run.code, sha256: document.sha256, stored: true }),
    });
  }

  /**
   * What the erasing tool wrote, as the file `log`: stored once by its SHA-256. Only an answer with that hash lets the PC forget its copy. The answer
   * says what it proves of each drive that it names, and of the whole file (`verdict`): `proven`, `to_judge` by a person, or `refused`.
   */
  @Post('api/v1/bench/runs/:id/evidence')
  @Policy(WRITE.benchEvidence)
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileOf('log'))
  async evidenceOfRun(@Context() ctx: Ctx, @Param('id') id: string, @Query() { position }: EvidenceQuery) {
    const run = await this.queries.own(ctx.actor, id);
    const file = ctx.files.find((f) => f.field === 'log');
    if (!file) throw new RuleBroken('refurbishment.log_missing', {}, 'log');
    const bytes = await file.read();
    if (!bytes.length) throw new RuleBroken('refurbishment.file_empty', {}, 'log');
    // Stored before it is read: whatever stops the reading, the PC may forget its copy.
    const sent = await this.runs.store(ctx.actor, id, { bytes, filename: file.filename }, position);
    return ctx.once({
      ref: id,
      work: (tx) => this.runs.read(tx, ctx.actor, sent),
      show: async () => {
        const drives = await this.queries.verdicts(sent.log.id, run.deviceId);
        const verdict = (['refused', 'to_judge'] as const).find((v) => drives.some((d) => d.verdict === v));
        return { run: id, sha256: sent.sha256, stored: true, verdict: verdict ?? ('proven' as const), drives };
      },
    });
  }

  /** Made for a wall: it reads itself again each half minute, unless one stopped it. */
  @Read(READ.workshop, { page: 'effacements/en-cours' })
  async runsPage(@Context() ctx: Ctx, @Query() query: RunsPageQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, query.arret === 'oui'));
  }

  /** Gives a run up: the device takes other steps again. */
  @PostedForm(WRITE.workshop, 'effacements/en-cours/:id/abandon')
  async abandonRun(@Context() ctx: Ctx, @Param('id') id: string, @Body() _body: unknown): Promise<Answer> {
    return ctx.submit({
      done: 'Effacement abandonné : rien n’est prouvé, et l’appareil peut être repris à l’établi.',
      ref: '/effacements/en-cours',
      work: (tx) => this.runs.abandon(tx, ctx.actor, id),
      page: () => this.page(ctx, true),
    });
  }

  private async page(ctx: Ctx, stopped: boolean) {
    const runs = await this.queries.current(ctx.actor);
    return <RunsPage runs={runs} stopped={stopped} timeZone={ctx.bank.timeZone} actor={ctx.actor} />;
  }
}
