import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OldLogQueries } from '#bank/files/old-register';
import { may, READ } from '#platform/kernel';
import { Facts, FoldedCard, plural } from '#platform/ui';
import { DeviceSections } from '../../../devices/device/web/device-sections.js';
import { outcomeWords } from './old-logs.page.js';

/** On a device's page, for the bank: the logs that another tool left of it, and what each is worth. */
@Injectable()
export class DeviceOldLogs implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly logs: OldLogQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(60, async (ctx, device, on) => {
      if (!may(ctx.actor, READ.dataImport)) return null;
      const logs = await this.logs.ofDevice(ctx.actor, device.id, on);
      if (!logs.length) return null;
      const under = (
        <FoldedCard
          title="Anciens journaux"
          brief={`${plural(logs.length, 'journal', 'journaux')}, d’un ancien outil. Déclarés.`}
          summary="Voir les journaux"
        >
          <Facts
            facts={logs.map((l) => [
              l.path.split('/').at(-1) ?? l.path,
              l.erasureLogId ? <a href={`/atelier/journaux/${l.erasureLogId}`}>{outcomeWords(l)}</a> : outcomeWords(l),
            ])}
          />
        </FoldedCard>
      );
      return { under };
    });
  }
}
