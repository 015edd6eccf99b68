import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Context, Ctx, Read } from '#platform/http';
import { clock, WRITE } from '#platform/kernel';
import { SystemPage } from './system.page.js';
import { SystemStatusService } from './system-status.js';

/** How the program does, for whoever runs it. */
@ApiTags('system')
@ApiBearerAuth()
@Controller()
export class SystemController {
  constructor(private readonly system: SystemStatusService) {}

  /** How the program does now: background work, connections, backup, disk. */
  @Read({ instanceAdmin: true, ...WRITE.bank }, { page: 'gestion/systeme', api: 'system' })
  async show(@Context() ctx: Ctx) {
    const status = await this.system.look();
    return ctx.answer(status, () => <SystemPage status={status} now={clock.now()} zone={ctx.bank.timeZone} />);
  }
}
