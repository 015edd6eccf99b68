import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { BeneficiariesService } from '#allocation';
import { READ, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { BeneficiaryDto } from './allocation.dto.js';

/** The people a structure accompanies, by random reference. No other organisation has these addresses. */
@ApiTags('beneficiaries')
@ApiBearerAuth()
@Controller('api/v1/beneficiaries')
export class BeneficiariesApi {
  constructor(private readonly people: BeneficiariesService) {}

  /** The structure's references, newest first, 50 a page; `q` is a typed reference. */
  @Get()
  @Policy(READ.beneficiaries)
  async index(@Context() ctx: Ctx, @Query('q') q?: string, @Query('after') after?: string) {
    return json(200, await this.people.list(ctx.actor, { ...(q ? { q } : {}), ...(after ? { cursor: after } : {}) }));
  }

  /** One reference; whether an identity is kept, never the identity. */
  @Get(':id')
  @Policy(READ.beneficiaries)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.people.byId(ctx.actor, id));
  }

  /** Who it is, for the structure that wrote it. */
  @Get(':id/identity')
  @Policy(READ.beneficiaries)
  async identity(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, { identity: await this.people.identity(ctx.actor, id) });
  }

  /** Gives somebody a random reference. */
  @Post()
  @Policy(WRITE.beneficiaries)
  create(@Context() ctx: Ctx, @Body() body: BeneficiaryDto) {
    return ctx.once({
      body,
      work: (tx) => this.people.create(tx, ctx.actor, inputOf(body)),
      show: (id) => this.people.byId(ctx.actor, id),
    });
  }

  /** Corrects what figures need, and the identity when one is given. */
  @Patch(':id')
  @Policy(WRITE.beneficiaries)
  update(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: BeneficiaryDto) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.people.update(tx, ctx.actor, id, inputOf(body));
        return id;
      },
      show: (ref) => this.people.byId(ctx.actor, ref),
    });
  }

  /** Forgets who it is, signatures and signed sheets included. The reference stays. */
  @Delete(':id/identity')
  @Policy(WRITE.beneficiaries)
  forget(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.people.forget(tx, ctx.actor, id);
        return id;
      },
      show: (ref) => this.people.byId(ctx.actor, ref),
    });
  }
}

function inputOf({ identity, ...statistics }: BeneficiaryDto) {
  return {
    ...statistics,
    ...(identity ? { identity: { name: identity.name, contact: identity.contact ?? null } } : {}),
  };
}
