import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { may, NotFound, READ, WRITE } from '#kernel';
import { type DatedTableId, datedTable, isDatedTable, RULE_IDS, RulesService } from '#rules';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { RuleFormPage } from './rule-form.page.js';
import { NewRuleForm, RemoveRuleForm } from './rules.dto.js';
import { RulesPage, RuleTablePage } from './rules.pages.js';

/** The pages of dated rules: the bank reads, its administrator adds. */
@Controller('regles')
export class RulesPages {
  constructor(private readonly rules: RulesService) {}

  @Get()
  @Policy(READ.rules)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    const tables = await Promise.all(RULE_IDS.map(async (id) => ({ id, rules: await this.rules.of(ctx.actor, id) })));
    return ctx.page(<RulesPage tables={tables} />);
  }

  @Get(':table')
  @Policy(READ.rules)
  async show(@Context() ctx: Ctx, @Param('table') table: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, known(table)));
  }

  @Get(':table/nouvelle')
  @Policy(WRITE.rules)
  async ask(@Context() ctx: Ctx, @Param('table') table: string): Promise<Answer> {
    return ctx.page(<RuleFormPage id={known(table)} />);
  }

  @Post(':table')
  @Policy(WRITE.rules)
  async add(
    @Context() ctx: Ctx,
    @Param('table') table: string,
    @Body() body: Record<string, unknown>,
  ): Promise<Answer> {
    const id = known(table);
    return ctx.submit({
      dto: NewRuleForm,
      body,
      done: 'Règle ajoutée.',
      work: async (tx, form) => {
        const values = Object.fromEntries(datedTable(id).columns.map((c) => [c.column, body[c.column]]));
        await this.rules.add(tx, ctx.actor, id, { ...form, values });
        return `/regles/${id}`;
      },
      again: (problems, values) => <RuleFormPage id={id} problems={problems} values={values} />,
    });
  }

  /** Takes back a rule that has not begun. */
  @Post(':table/retrait')
  @Policy(WRITE.rules)
  async remove(@Context() ctx: Ctx, @Param('table') table: string, @Body() body: unknown): Promise<Answer> {
    const id = known(table);
    return ctx.submit({
      dto: RemoveRuleForm,
      body,
      done: 'Règle retirée : elle n’avait pas commencé.',
      work: async (tx, form) => {
        await this.rules.remove(tx, ctx.actor, id, form);
        return `/regles/${id}`;
      },
      again: (problems) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: DatedTableId, problems?: FieldProblem[]) {
    return (
      <RuleTablePage
        id={id}
        rules={await this.rules.of(ctx.actor, id)}
        mayAdd={may(ctx.actor, WRITE.rules)}
        {...(problems ? { problems } : {})}
      />
    );
  }
}

function known(table: string): DatedTableId {
  if (!isDatedTable(table)) throw new NotFound('rules');
  return table;
}
