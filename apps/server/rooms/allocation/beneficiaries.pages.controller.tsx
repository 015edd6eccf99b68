import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { BeneficiariesService, HandoverQueries } from '#allocation';
import { READ, WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { BeneficiaryListQuery, ForUnitQuery } from './allocation.queries.dto.js';
import { BeneficiaryPage, ForgetPage } from './beneficiary.page.js';
import { BeneficiaryFormPage } from './beneficiary-form.page.js';
import { BeneficiaryListPage } from './beneficiary-list.page.js';

/** What a structure writes of somebody: for figures, and apart, who it is. */
export class BeneficiaryForm {
  @IsOptional() @IsString() @MaxLength(40) ageBand?: string;
  @IsOptional() @IsString() @MaxLength(40) situation?: string;
  @IsOptional() @IsString() @MaxLength(80) commune?: string;
  @IsOptional() @IsString() @MaxLength(10) communeCode?: string;
  @IsOptional() @IsString() @MaxLength(120) name?: string;
  @IsOptional() @IsString() @MaxLength(120) contact?: string;
}

/** A new person, perhaps written while choosing whom a device of a request is for. */
class NewBeneficiaryForm extends BeneficiaryForm {
  @IsOptional() @IsUUID() demande?: string;
  @IsOptional() @IsUUID() appareil?: string;
}

/** The form as the service takes it: an identity only when something of it was written. */
export function beneficiaryInput({ name, contact, ...statistics }: BeneficiaryForm) {
  return { ...statistics, ...(name || contact ? { identity: { name: name ?? '', contact: contact ?? null } } : {}) };
}

/** The pages of the people a structure accompanies. No other organisation has them. */
@Controller('beneficiaires')
export class BeneficiariesPages {
  constructor(
    private readonly people: BeneficiariesService,
    private readonly handovers: HandoverQueries,
  ) {}

  @Get()
  @Policy(READ.beneficiaries)
  async index(@Context() ctx: Ctx, @Query() query: BeneficiaryListQuery): Promise<Answer> {
    const page = await this.people.list(ctx.actor, {
      ...(query.q ? { q: query.q } : {}),
      ...(query.apres ? { cursor: query.apres } : {}),
    });
    return ctx.page(<BeneficiaryListPage page={page} q={query.q ?? ''} after={query.apres ?? ''} />);
  }

  @Get('nouveau')
  @Policy(WRITE.beneficiaries)
  async blank(@Context() ctx: Ctx, @Query() query: ForUnitQuery): Promise<Answer> {
    return ctx.page(<BeneficiaryFormPage values={{ ...query }} />);
  }

  @Post()
  @Policy(WRITE.beneficiaries)
  create(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: NewBeneficiaryForm,
      body,
      done: 'Personne enregistrée.',
      work: async (tx, { demande, appareil, ...form }) => {
        const id = await this.people.create(tx, ctx.actor, beneficiaryInput(form));
        return demande && appareil
          ? `/demandes/${demande}/appareils/${appareil}?personne=${id}`
          : `/beneficiaires/${id}`;
      },
      again: (problems, values) => <BeneficiaryFormPage values={values} problems={problems} />,
    });
  }

  @Get(':id')
  @Policy(READ.beneficiaries)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const person = await this.people.byId(ctx.actor, id);
    const [identity, handovers] = await Promise.all([
      this.people.identity(ctx.actor, id),
      this.handovers.list(ctx.actor, { beneficiaryId: id, limit: 200 }),
    ]);
    return ctx.page(
      <BeneficiaryPage person={person} identity={identity} handovers={handovers.items} timeZone={ctx.bank.timeZone} />,
    );
  }

  @Get(':id/modifier')
  @Policy(WRITE.beneficiaries)
  async edit(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const person = await this.people.byId(ctx.actor, id);
    const identity = await this.people.identity(ctx.actor, id);
    const { ageBand, situation, commune, communeCode } = person;
    const values = {
      ageBand,
      situation,
      commune,
      communeCode: communeCode ?? '',
      name: identity?.name ?? '',
      contact: identity?.contact ?? '',
    };
    return ctx.page(<BeneficiaryFormPage id={id} values={values} />);
  }

  @Post(':id/modifier')
  @Policy(WRITE.beneficiaries)
  update(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: BeneficiaryForm,
      body,
      done: 'Corrigé.',
      work: async (tx, form) => {
        await this.people.update(tx, ctx.actor, id, beneficiaryInput(form));
        return `/beneficiaires/${id}`;
      },
      again: (problems, values) => <BeneficiaryFormPage id={id} values={values} problems={problems} />,
    });
  }

  @Get(':id/oublier')
  @Policy(WRITE.beneficiaries)
  async askForget(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ForgetPage person={await this.people.byId(ctx.actor, id)} />);
  }

  @Post(':id/oublier')
  @Policy(WRITE.beneficiaries)
  forget(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Identité effacée. La référence reste.',
      work: async (tx) => {
        await this.people.forget(tx, ctx.actor, id);
        return `/beneficiaires/${id}`;
      },
      again: async (problems) => <ForgetPage person={await this.people.byId(ctx.actor, id)} problems={problems} />,
    });
  }
}
