import { Module, type OnModuleInit } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { FaultsModule } from '#bank/faults';
import { IncidentsModule } from '#bank/incidents';
import { TEST_POINTS, WorkshopModule, WorkshopQueries } from '#bank/workshop';
import { addFieldWords, addSentences } from '#platform/http';
import { DeviceSections } from '../../devices/device/web/device-sections.js';
import { BenchController } from '../bench/web/bench.controller.js';
import { BenchActs } from '../bench/web/bench-acts.js';
import { gateCard } from '../bench/web/gate.card.js';
import { DocksController } from '../erasure/web/docks.controller.js';
import { DonationCertificatesController } from '../erasure/web/donation-certificates.controller.js';
import { DrivesController } from '../erasure/web/drives.controller.js';
import { ErasureFileExport } from '../erasure/web/erasure-files.page.js';
import { ErasureLogsController } from '../erasure/web/erasure-logs.controller.js';
import { LogConfirmationsController } from '../erasure/web/log-confirmations.controller.js';
import { ANSWER_WORDS } from '../grading/web/test-sheet.page.js';
import { TestsController } from '../grading/web/tests.controller.js';
import { CountersigningController } from '../media/web/countersigning.controller.js';
import { DataEndsController } from '../media/web/data-ends.controller.js';
import { DataEndExport } from '../media/web/data-ends.page.js';
import { MediaController } from '../media/web/media.controller.js';
import { MediumLabelsController } from '../media/web/medium-labels.controller.js';
import { RemovedMediaController } from '../media/web/removed-media.controller.js';
import { RemovedMediaExport } from '../media/web/removed-media.page.js';
import { BenchRunsController } from '../runs/web/bench-runs.controller.js';
import { workshopSentences } from './workshop.sentences.js';

addSentences(workshopSentences);
addFieldWords({
  ...Object.fromEntries(TEST_POINTS.map(({ id, label }) => [id, { label, answers: ANSWER_WORDS }])),
  system_name: { label: 'Système installé' },
  grade: { label: 'Classement' },
  kind: { label: 'Votre choix', answers: { no_medium: 'Aucun disque', complete_list: 'La liste est complète' } },
  also: { label: 'Les autres de la pile' },
  scope: { label: 'Confirmé pour', answers: { file: 'ce journal', donation: 'tout le don' } },
});

@Module({
  imports: [WorkshopModule, DocumentsModule, FaultsModule, IncidentsModule],
  controllers: [
    // Before the pages of one device, whose code could be any word.
    DocksController,
    BenchRunsController,
    BenchController,
    DrivesController,
    LogConfirmationsController,
    TestsController,
    MediaController,
    DonationCertificatesController,
    ErasureFileExport,
    ErasureLogsController,
    MediumLabelsController,
    RemovedMediaExport,
    RemovedMediaController,
    DataEndExport,
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
