import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { NotFound, READ, WRITE } from '#kernel';
import { type DatedTableId, isDatedTable, RULE_IDS, RulesService } from '#rules';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { NewRuleDto } from './rules.dto.js';

/** Dated rules, with their sources. */
@ApiTags('rules')
@ApiBearerAuth()
@Controller('api/v1/rules')
export class RulesApi {
  constructor(private readonly rules: RulesService) {}

  /** Every table of rules, past rows included. */
  @Get()
  @Policy(READ.rules)
  async index(@Context() ctx: Ctx) {
    const items = await Promise.all(
      RULE_IDS.map(async (table) => ({ table, rules: await this.rules.of(ctx.actor, table) })),
    );
    return json(200, { items });
  }

  /** Adds a rule that begins today or later; it replaces the one before it on its day. */
  @Post(':table')
  @Policy(WRITE.rules)
  async add(@Context() ctx: Ctx, @Param('table') table: string, @Body() body: NewRuleDto) {
    const id = known(table);
    return ctx.once({
      body,
      work: async (tx) => {
        await this.rules.add(tx, ctx.actor, id, body);
        return id;
      },
      show: async () => ({ table: id, rules: await this.rules.of(ctx.actor, id) }),
    });
  }

  /** Takes back a rule that has not begun. */
  @Delete(':table/:day')
  @Policy(WRITE.rules)
  async remove(
    @Context() ctx: Ctx,
    @Param('table') table: string,
    @Param('day') validFrom: string,
    @Query('key') key?: string,
  ) {
    const id = known(table);
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.rules.remove(tx, ctx.actor, id, { validFrom, ...(typeof key === 'string' ? { key } : {}) });
        return id;
      },
      show: async () => ({ table: id, rules: await this.rules.of(ctx.actor, id) }),
    });
  }
}

function known(table: string): DatedTableId {
  if (!isDatedTable(table)) throw new NotFound('rules');
  return table;
}
