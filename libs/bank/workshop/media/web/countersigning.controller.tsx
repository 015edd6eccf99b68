import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Countersigning } from '#bank/workshop';
import { Act, Context, Ctx, type Posted, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { CountersignaturesDto } from './countersigning.dto.js';
import { CountersigningPage } from './countersigning.page.js';

/** Witnesses of what was removed or destroyed. */
@ApiTags('refurbishment')
@ApiBearerAuth()
@Controller()
export class CountersigningController {
  constructor(private readonly countersigning: Countersigning) {}

  /** What others removed or destroyed and the token's person may witness, the oldest first, 100 at most. */
  @Read(WRITE.workshop, { page: 'atelier/a-contresigner', api: 'countersignatures' })
  async waiting(@Context() ctx: Ctx) {
    const items = await this.countersigning.waiting(ctx.actor);
    return ctx.answer({ items, next: null }, () => <CountersigningPage waiting={items} timeZone={ctx.bank.timeZone} />);
  }

  /** Signs as the witness of some of them. */
  @Act(WRITE.workshop, {
    page: 'atelier/a-contresigner',
    api: 'countersignatures',
    takes: CountersignaturesDto,
  })
  countersign(@Context() ctx: Ctx) {
    return ctx.act({
      dto: CountersignaturesDto,
      status: 201,
      fromForm: ({ ids, password }: Posted) => ({ password, ids: [ids ?? []].flat() }),
      done: 'Signé comme témoin. Les certificats sont refaits avec votre numéro d’opérateur.',
      work: async (tx, { ids, password }) =>
        String(await this.countersigning.countersign(tx, ctx.actor, ids, password)),
      to: () => '/atelier/a-contresigner',
      view: async (count) => ({ countersigned: Number(count) }),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: Again = {}) {
    const waiting = await this.countersigning.waiting(ctx.actor);
    return <CountersigningPage waiting={waiting} timeZone={ctx.bank.timeZone} {...again} />;
  }
}
