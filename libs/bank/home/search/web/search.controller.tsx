import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { readIdentifier } from '#bank/devices';
import { type Answer, Context, Ctx, json, Policy, seeOther } from '#platform/http';
import { may, READ, WRITE } from '#platform/kernel';
import { Everything, type FoundThings } from './everything.js';
import { SearchQuery } from './search.dto.js';
import { SearchPage } from './search.page.js';

const NOTHING: FoundThings = { groups: [], only: null, wrongCheck: false, peopleRefused: null };

/** One search for everything that is printed or said. */
@ApiTags('search')
@ApiBearerAuth()
@Controller()
export class SearchController {
  constructor(private readonly everything: Everything) {}

  @Get('recherche')
  @Policy(READ.devices)
  async page(@Context() ctx: Ctx, @Query() { q }: SearchQuery): Promise<Answer> {
    const typed = q?.trim() ?? '';
    const found = await this.found(ctx, typed);
    if (found.only) return seeOther(found.only);
    // The code of a label that is on no device yet, for whoever prints labels.
    if (!found.groups.length && may(ctx.actor, WRITE.labels) && readIdentifier(typed).kind !== 'other')
      return seeOther(`/dons/etiquettes/codes?code=${encodeURIComponent(typed)}`);
    return ctx.page(<SearchPage typed={typed} found={found} />);
  }

  /** What bears or is called what was typed, by kind, five of each; `only` is the page of the one thing that bears exactly it. */
  @Get('api/v1/search')
  @Policy(READ.devices)
  async search(@Context() ctx: Ctx, @Query() { q }: SearchQuery) {
    return json(200, await this.found(ctx, q?.trim() ?? ''));
  }

  private found(ctx: Ctx, typed: string): Promise<FoundThings> {
    return typed ? this.everything.find(ctx.actor, typed, (work) => ctx.readTogether(work)) : Promise.resolve(NOTHING);
  }
}
