import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DonorContactsService, DonorsService } from '#intake';
import { READ, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { ContactDto, DonorCardDto, NewDonorDto } from './donor.dto.js';
import { AfterQuery } from './intake.dto.js';

/** Donors, and how the token's organisation reaches them. */
@ApiTags('donors')
@ApiBearerAuth()
@Controller('api/v1/donors')
export class DonorsApi {
  constructor(
    private readonly donors: DonorsService,
    private readonly contacts: DonorContactsService,
  ) {}

  /** Donors the token's organisation knows, newest first, 50 a page. */
  @Get()
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Query() query: AfterQuery) {
    return json(
      200,
      await this.donors.list(ctx.actor, {
        ...(query.q ? { q: query.q } : {}),
        ...(query.after ? { cursor: query.after } : {}),
      }),
    );
  }

  /** Registers a donor; one already known by its SIRET, SIREN or RNA is that donor again. */
  @Post()
  @Policy(WRITE.donations)
  async create(@Context() ctx: Ctx, @Body() body: NewDonorDto) {
    return ctx.once({
      body,
      work: (tx) => this.donors.register(tx, ctx.actor, body),
      show: (id) => this.donors.byId(ctx.actor, id),
    });
  }

  /** One donor, and how to reach them. */
  @Get(':id')
  @Policy(READ.donations)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.donors.byId(ctx.actor, id));
  }

  /** Replaces what is said of a donor: a collection point for itself, the bank for everybody. */
  @Post(':id/card')
  @Policy(WRITE.donations)
  async describe(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: DonorCardDto) {
    return this.change(ctx, id, body, (tx) => this.donors.describe(tx, ctx.actor, id, body));
  }

  /** Replaces whom one calls first. */
  @Post(':id/contact')
  @Policy(WRITE.donations)
  async contact(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ContactDto) {
    return this.change(ctx, id, body, (tx) => this.contacts.changeMain(tx, ctx.actor, id, body));
  }

  /** Adds somebody to call. */
  @Post(':id/contacts')
  @Policy(WRITE.donations)
  async addContact(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ContactDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        await this.contacts.add(tx, ctx.actor, id, body);
        return id;
      },
      show: (ref) => this.donors.byId(ctx.actor, ref),
    });
  }

  /** Forgets one person to call. */
  @Delete(':id/contacts/:contact')
  @Policy(WRITE.donations)
  async removeContact(@Context() ctx: Ctx, @Param('id') id: string, @Param('contact') contact: string) {
    return this.change(ctx, id, undefined, (tx) => this.contacts.remove(tx, ctx.actor, id, contact));
  }

  /** Forgets how to reach a donor. */
  @Delete(':id/contact')
  @Policy(WRITE.donations)
  async forget(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.change(ctx, id, undefined, (tx) => this.contacts.erase(tx, ctx.actor, id));
  }

  private change(ctx: Ctx, id: string, body: unknown, work: (tx: EntityManager) => Promise<void>) {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await work(tx);
        return id;
      },
      show: (ref) => this.donors.byId(ctx.actor, ref),
    });
  }
}
