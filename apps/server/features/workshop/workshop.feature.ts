import { Module, type OnModuleInit } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { MaintenanceModule } from '#maintenance';
import { RefurbishmentModule, WorkshopQueries } from '#refurbishment';
import { addSentences } from '../../http/sentences.js';
import { addFieldWords } from '../../http/typed-words.js';
import { DeviceSections } from '../devices/device-sections.js';
import { BenchController } from './bench.controller.js';
import { BenchActs } from './bench-acts.js';
import { CountersigningController } from './countersigning.controller.js';
import { DataEndExportController } from './data-end-export.controller.js';
import { DataEndsController } from './data-ends.controller.js';
import { DocksController } from './docks.controller.js';
import { DrivesController } from './drives.controller.js';
import { ErasureLogsController } from './erasure-logs.controller.js';
import { gateCard } from './gate.card.js';
import { LogConfirmationsController } from './log-confirmations.controller.js';
import { MediaController } from './media.controller.js';
import { MediumLabelsController } from './medium-labels.controller.js';
import { RemovedMediaController } from './removed-media.controller.js';
import { RemovedMediaExportController } from './removed-media-export.controller.js';
import { TestsController } from './tests.controller.js';
import { workshopFieldWords } from './workshop.field-words.js';
import { workshopSentences } from './workshop.sentences.js';

addSentences(workshopSentences);
addFieldWords(workshopFieldWords);

/** The feature of the workshop: the bench, the logs, and the gate's checklist on every device. */
@Module({
  imports: [RefurbishmentModule, DocumentsModule, MaintenanceModule],
  controllers: [
    // Before the pages of one device, whose code could be any word.
    DocksController,
    BenchController,
    DrivesController,
    LogConfirmationsController,
    TestsController,
    MediaController,
    ErasureLogsController,
    MediumLabelsController,
    RemovedMediaExportController,
    RemovedMediaController,
    DataEndExportController,
    DataEndsController,
    CountersigningController,
  ],
  providers: [BenchActs],
})
export class WorkshopFeature implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly queries: WorkshopQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(20, (ctx, device, on) => gateCard(this.queries, ctx, device, on));
  }
}
