import { Delete, Param, Query } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { Act, type Answer, ApiController, Context, Ctx, Policy, Read } from '#platform/http';
import { clock, may, NotFound, READ, WRITE } from '#platform/kernel';
import { dateValue, type FormState } from '#platform/ui';
import { type DatedTableId, datedTable, isDatedTable } from '../dated-tables.js';
import { RULE_IDS, RulesService } from '../rules.service.js';
import { NewRuleDto, RemoveRuleForm } from './rules.dto.js';
import { RuleFormPage, RulesPage, RuleTablePage } from './rules.pages.js';

const today = ({ bank }: Ctx): string => dateValue(clock.now(), bank.timeZone);

/** Dated rules, with their sources: the bank reads, its administrator adds. */
@ApiController('rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  /** Every table of rules, past rows included. */
  @Read(READ.rules, { page: 'regles', api: 'rules' })
  async list(@Context() ctx: Ctx) {
    const items = await ctx.readTogether((on) => Promise.all(RULE_IDS.map((table) => this.of(ctx, table, on))));
    return ctx.answer({ items }, () => <RulesPage tables={items} />);
  }

  @Read(READ.rules, { page: 'regles/:table' })
  async show(@Context() ctx: Ctx, @Param('table') table: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, known(table)));
  }

  @Read(WRITE.rules, { page: 'regles/:table/nouvelle' })
  async askAdd(@Context() ctx: Ctx, @Param('table') table: string): Promise<Answer> {
    return ctx.page(<RuleFormPage id={known(table)} today={today(ctx)} />);
  }

  /** Adds a rule that begins today or later; it replaces the one before it on its day. */
  @Act(WRITE.rules, { page: 'regles/:table', api: 'rules/:table', takes: NewRuleDto })
  add(@Context() ctx: Ctx, @Param('table') table: string) {
    const id = known(table);
    return ctx.act({
      dto: NewRuleDto,
      // The page has a field per column.
      fromForm: ({ key, validFrom, source, ...posted }) => ({
        key,
        validFrom,
        source,
        values: Object.fromEntries(datedTable(id).columns.map((c) => [c.column, posted[c.column]])),
      }),
      rules: (tx, given) => this.rules.judge(tx, id, given),
      done: 'Règle ajoutée.',
      work: async (tx, form) => {
        await this.rules.add(tx, ctx.actor, id, form);
        return id;
      },
      to: () => `/regles/${id}`,
      view: () => this.of(ctx, id),
      page: (again) => <RuleFormPage id={id} today={today(ctx)} {...again} />,
    });
  }

  @Act<RemoveRuleForm>(WRITE.rules, { page: 'regles/:table/retrait' })
  takeBack(@Context() ctx: Ctx, @Param('table') table: string, asked?: RemoveRuleForm) {
    const id = known(table);
    return ctx.act({
      ref: id,
      form: RemoveRuleForm,
      done: 'Règle retirée : elle n’avait pas commencé.',
      work: (tx, form) => this.rules.remove(tx, ctx.actor, id, asked ?? form),
      to: () => `/regles/${id}`,
      view: () => this.of(ctx, id),
      page: ({ problems }) => this.page(ctx, id, { problems }),
    });
  }

  /** Takes back a rule that has not begun. */
  @Delete('api/v1/rules/:table/:day')
  @Policy(WRITE.rules)
  remove(
    @Context() ctx: Ctx,
    @Param('table') table: string,
    @Param('day') validFrom: string,
    @Query('key') key?: string,
  ) {
    return this.takeBack(ctx, table, { validFrom, key: typeof key === 'string' ? key : undefined });
  }

  private async of(ctx: Ctx, table: DatedTableId, on?: Reader) {
    return { table, rules: await this.rules.of(ctx.actor, table, on) };
  }

  private async page(ctx: Ctx, id: DatedTableId, { problems }: FormState = {}) {
    return (
      <RuleTablePage
        id={id}
        rules={await this.rules.of(ctx.actor, id)}
        mayAdd={may(ctx.actor, WRITE.rules)}
        problems={problems}
      />
    );
  }
}

function known(table: string): DatedTableId {
  if (!isDatedTable(table)) throw new NotFound('rules');
  return table;
}
