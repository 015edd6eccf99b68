import { Controller } from '@nestjs/common';
import { settleWaitingMails } from '#bank/mails';
import { audit } from '#bank/people';
import { closeRestorations, settleMails } from '#platform/backup';
import { type Answer, ApiController, Context, Ctx, PostedForm, Read } from '#platform/http';
import { clock, WRITE } from '#platform/kernel';
import { ADMINISTRATORS } from './backup-key.controller.js';
import { WaitingMailsDto } from './system.dto.js';
import { SystemPage } from './system.page.js';
import { SystemStatusService } from './system-status.js';

@Controller('gestion/systeme')
export class RestoredController {
  constructor(private readonly system: SystemStatusService) {}

  @PostedForm(ADMINISTRATORS, 'messages-retenus')
  settle(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: WaitingMailsDto,
      work: async (tx, { decision }) => {
        const mails = await settleWaitingMails(tx, decision === 'send');
        await settleMails(tx);
        await audit(tx, ctx.actor, 'settle_held_mails', { kind: 'bank' }, { decision, mails });
        return '/gestion/systeme';
      },
      done: 'C’est noté.',
      page: () => this.page(ctx),
    });
  }

  /** Says that all that follows from a restore was looked at; what is still held goes. */
  @PostedForm(ADMINISTRATORS, 'retabli')
  close(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      work: async (tx) => {
        await settleWaitingMails(tx, false);
        await closeRestorations(tx);
        await audit(tx, ctx.actor, 'close_restoration', { kind: 'bank' });
        return '/gestion/systeme';
      },
      done: 'C’est noté : la liste d’après le rétablissement est fermée.',
      page: () => this.page(ctx),
    });
  }

  private async page(ctx: Ctx) {
    return <SystemPage status={await this.system.look()} now={clock.now()} zone={ctx.bank.timeZone} />;
  }
}

@ApiController('system')
export class SystemController {
  constructor(private readonly system: SystemStatusService) {}

  /** How the program does now: background work, connections, backup, disk. */
  @Read({ instanceAdmin: true, ...WRITE.bank }, { page: 'gestion/systeme', api: 'system' })
  async show(@Context() ctx: Ctx) {
    const status = await this.system.look();
    return ctx.answer(status, () => <SystemPage status={status} now={clock.now()} zone={ctx.bank.timeZone} />);
  }
}
