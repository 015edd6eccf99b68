import { Module, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '#queue';
import { FiguresService } from './figures.service.js';

const EVERY_MS = 5 * 60_000;

/** Figures: counted every five minutes by one of the workers. */
@Module({ providers: [FiguresService], exports: [FiguresService] })
export class ReportingModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly figures: FiguresService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'reporting.refresh', everyMs: EVERY_MS, run: () => this.figures.refresh() });
  }
}
