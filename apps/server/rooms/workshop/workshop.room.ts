import { Module, type OnModuleInit } from '@nestjs/common';
import { RefurbishmentModule, WorkshopQueries } from '#refurbishment';
import { speak } from '../../http/sentences.js';
import { DeviceSections } from '../devices/device-sections.js';
import { AsidesPages } from './asides.pages.controller.js';
import { BenchPages } from './bench.pages.controller.js';
import { gateCard } from './gate.card.js';
import { LogsPages } from './logs.pages.controller.js';
import { MediaPages } from './media.pages.controller.js';
import { ErasureLogsApi, EvidenceApi } from './workshop.api.controller.js';
import { workshopSentences } from './workshop.sentences.js';

speak(workshopSentences);

/** The room of the workshop: the bench, the logs, and the gate's checklist on every device. */
@Module({
  imports: [RefurbishmentModule],
  controllers: [AsidesPages, LogsPages, MediaPages, BenchPages, EvidenceApi, ErasureLogsApi],
})
export class WorkshopRoom implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly queries: WorkshopQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(20, (ctx, device, on) => gateCard(this.queries, ctx, device, on));
  }
}
