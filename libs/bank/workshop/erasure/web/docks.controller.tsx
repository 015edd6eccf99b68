import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Docks } from '#bank/workshop';
import { Act, Context, Ctx, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { DocksPage } from './docks.page.js';
import { DockDto, DockEndDto } from './drives.dto.js';

/** The stations of a workshop that erase drives of other machines. */
@ApiTags('refurbishment')
@ApiBearerAuth()
@Controller()
export class DocksController {
  constructor(private readonly docks: Docks) {}

  /** The erasing stations of the token's organisation (the bank: of all), those in use first. */
  @Read(WRITE.benchHelp, { page: 'atelier/postes', api: 'erasing-stations' })
  async listErasingStations(@Context() ctx: Ctx) {
    const items = await this.docks.list(ctx.actor);
    return ctx.answer({ items, next: null }, () => <DocksPage docks={items} timeZone={ctx.bank.timeZone} />);
  }

  /** Registers one by the serial that its logs write of their machine: its logs then speak of other machines' drives, never of its own. */
  @Act(WRITE.benchHelp, { page: 'atelier/postes', api: 'erasing-stations', takes: DockDto })
  register(@Context() ctx: Ctx) {
    return ctx.act({
      dto: DockDto,
      status: 201,
      done: 'Poste enregistré. Ses journaux parlent désormais des disques d’autres machines.',
      work: (tx, form) => this.docks.register(tx, ctx.actor, form),
      to: () => '/atelier/postes',
      view: (id) => this.docks.get(ctx.actor, id),
      page: (again) => this.page(ctx, again),
    });
  }

  /** Ends one: logs that come from now on are its machine's own again. */
  @Act(WRITE.benchHelp, { page: 'atelier/postes/fin', api: 'erasing-stations/ends', takes: DockEndDto })
  end(@Context() ctx: Ctx) {
    return ctx.act({
      dto: DockEndDto,
      done: 'Poste retiré. Les journaux déjà reçus restent les siens.',
      work: async (tx, { id }) => {
        await this.docks.end(tx, ctx.actor, id);
        return id;
      },
      to: () => '/atelier/postes',
      view: (id) => this.docks.get(ctx.actor, id),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: Again = {}) {
    const docks = await this.docks.list(ctx.actor);
    return <DocksPage docks={docks} timeZone={ctx.bank.timeZone} {...again} />;
  }
}
