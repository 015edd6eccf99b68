import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { DonationQueries, DonorsService, INTAKE_ROLES } from '#intake';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { DonorListPage, DonorPage } from './donors.pages.js';
import { AfterQuery } from './intake.dto.js';

class ContactForm {
  @IsOptional() @IsString() @MaxLength(120) contactName?: string;
  @IsOptional() @IsString() @MaxLength(120) phone?: string;
  @IsOptional() @IsString() @MaxLength(120) email?: string;
}

/** The pages of donors. */
@Controller('dons/donateurs')
export class DonorsPages {
  constructor(
    private readonly donors: DonorsService,
    private readonly donations: DonationQueries,
  ) {}

  @Get()
  @Policy({ roles: INTAKE_ROLES })
  async index(@Context() ctx: Ctx, @Query() query: AfterQuery): Promise<Answer> {
    const page = await this.donors.list(ctx.actor, {
      ...(query.q ? { q: query.q } : {}),
      ...(query.after ? { cursor: query.after } : {}),
    });
    return ctx.page(<DonorListPage page={page} q={query.q ?? ''} after={query.after} />);
  }

  @Get(':donor')
  @Policy({ roles: INTAKE_ROLES })
  async show(@Context() ctx: Ctx, @Param('donor') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Post(':donor/coordonnees')
  @Policy({ roles: INTAKE_ROLES })
  async contact(@Context() ctx: Ctx, @Param('donor') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: ContactForm,
      body,
      done: 'Coordonnées gardées.',
      work: async (tx, form) => {
        await this.donors.changeContact(tx, ctx.actor, id, {
          name: form.contactName ?? '',
          phone: form.phone ?? '',
          email: form.email ?? '',
        });
        return `/dons/donateurs/${id}`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values),
    });
  }

  @Post(':donor/oubli')
  @Policy({ roles: INTAKE_ROLES })
  async forget(@Context() ctx: Ctx, @Param('donor') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Coordonnées effacées.',
      work: async (tx) => {
        await this.donors.eraseContact(tx, ctx.actor, id);
        return `/dons/donateurs/${id}`;
      },
      again: (problems) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const donor = await this.donors.byId(ctx.actor, id);
    const [{ items }, rule] = await Promise.all([
      this.donations.list(ctx.actor, { donorId: id, limit: 20 }),
      this.donors.rule(donor.kind),
    ]);
    return (
      <DonorPage
        donor={donor}
        donations={items}
        rule={rule}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}
