import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DonorsService, INTAKE_ROLES } from '#intake';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AfterQuery, ContactDto, NewDonorDto } from './intake.dto.js';

/** Donors, and how the token's organisation reaches them. */
@ApiTags('donors')
@ApiBearerAuth()
@Controller('api/v1/donors')
export class DonorsApi {
  constructor(private readonly donors: DonorsService) {}

  /** Donors the token's organisation knows, newest first, 50 a page. */
  @Get()
  @Policy({ roles: INTAKE_ROLES })
  async index(@Context() ctx: Ctx, @Query() query: AfterQuery): Promise<Answer> {
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
  @Policy({ roles: INTAKE_ROLES })
  async create(@Context() ctx: Ctx, @Body() body: NewDonorDto): Promise<Answer> {
    return ctx.once({
      body,
      work: (tx) => this.donors.register(tx, ctx.actor, body),
      show: (id) => this.donors.byId(ctx.actor, id),
    });
  }

  /** One donor, and how to reach them. */
  @Get(':id')
  @Policy({ roles: INTAKE_ROLES })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return json(200, await this.donors.byId(ctx.actor, id));
  }

  /** Replaces how to reach a donor. */
  @Post(':id/contact')
  @Policy({ roles: INTAKE_ROLES })
  async contact(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ContactDto): Promise<Answer> {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await this.donors.changeContact(tx, ctx.actor, id, body);
        return id;
      },
      show: (ref) => this.donors.byId(ctx.actor, ref),
    });
  }

  /** Forgets how to reach a donor. */
  @Delete(':id/contact')
  @Policy({ roles: INTAKE_ROLES })
  async forget(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.donors.eraseContact(tx, ctx.actor, id);
        return id;
      },
      show: (ref) => this.donors.byId(ctx.actor, ref),
    });
  }
}
