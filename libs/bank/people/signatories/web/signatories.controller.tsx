import { Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BlobStore, signaturePicture } from '#bank/documents';
import { SignatoriesService, UsersService } from '#bank/people';
import { type Answer, ApiController, AskedForm, Context, Ctx, json, PostedForm, Read } from '#platform/http';
import { clock, isId, NotFound, RuleBroken, WRITE } from '#platform/kernel';
import { dateValue, type FormState } from '#platform/ui';
import { SignatoryDto, SignatoryEndDto } from './signatories.dto.js';
import { SignatoriesPage } from './signatories.page.js';

const PAGE = '/gestion/signataires';

/** Who may sign for one's own organisation, by name and quality: a dated list. */
@ApiController('people')
export class SignatoriesController {
  constructor(
    private readonly signatories: SignatoriesService,
    private readonly users: UsersService,
    private readonly blobs: BlobStore,
  ) {}

  /** Who may sign for the token's organisation: in force, to come and over. */
  @Read(WRITE.ownOrganisation, { api: 'signatories' })
  async items(@Context() ctx: Ctx) {
    return json(200, { items: await this.signatories.list(ctx.member.organisationId), next: null });
  }

  @AskedForm(WRITE.ownOrganisation, 'gestion/signataires')
  async add(@Context() ctx: Ctx): Promise<Answer> {
    const member = ctx.member;
    return ctx.submit({
      dto: SignatoryDto,
      rules: (_, given) => this.signatories.judge(given),
      done: 'Signataire ajouté.',
      ref: PAGE,
      work: async (tx, form) => {
        const imageBlob = await this.signature(ctx, tx);
        await this.signatories.add(tx, member, member.organisationId, { ...form, imageBlob });
      },
      page: (again) => this.page(ctx, again),
    });
  }

  @PostedForm(WRITE.ownOrganisation, 'gestion/signataires/:id/signature')
  async sign(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const member = ctx.member;
    return ctx.submit({
      done: 'Signature ajoutée.',
      ref: PAGE,
      work: async (tx) => {
        const image = await this.signature(ctx, tx);
        if (!image) throw new RuleBroken('documents.picture_missing', {}, 'image');
        await this.signatories.addImage(tx, member, member.organisationId, id, image);
      },
      page: ({ problems = [], values = {} }) => this.page(ctx, { problems, values, signing: id }),
    });
  }

  @PostedForm(WRITE.ownOrganisation, 'gestion/signataires/:id/fin')
  async end(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const member = ctx.member;
    if (!isId(id)) throw new NotFound('signatory');
    return ctx.submit({
      dto: SignatoryEndDto,
      done: 'Dernier jour enregistré.',
      ref: PAGE,
      work: (tx, form) => this.signatories.end(tx, member, member.organisationId, id, form.until),
      page: ({ problems = [], values = {} }) => this.page(ctx, { problems, values, ending: id }),
    });
  }

  /** The id of the picture that was sent, once it is seen to hold a signature; null when none was. */
  private async signature(ctx: Ctx, tx: EntityManager): Promise<string | null> {
    const file = ctx.files.find((f) => f.field === 'image' && f.size > 0);
    if (!file) return null;
    return (await this.blobs.put(tx, await signaturePicture(await file.read(), 'image'), 'image/png')).id;
  }

  private async page(ctx: Ctx, again: FormState & { ending?: string; signing?: string } = {}) {
    const member = ctx.member;
    const signatories = await this.signatories.list(member.organisationId);
    const about = again.ending ?? again.signing;
    if (about && !signatories.some((s) => s.id === about)) throw new NotFound('signatory');
    const members = (await this.users.members(member.organisationId)).filter((m) => m.active);
    return (
      <SignatoriesPage
        signatories={signatories}
        members={members}
        today={dateValue(clock.now(), ctx.bank.timeZone)}
        {...again}
      />
    );
  }
}
