import { Module, type OnModuleInit } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { IncidentQueries, IncidentsModule } from '#bank/incidents';
import { addSentences } from '#platform/http';
import { DeviceSections } from '../../devices/device/web/device-sections.js';
import { deviceIncidents } from './device-incidents.card.js';
import { IncidentExport } from './incident-list.page.js';
import { IncidentsController } from './incidents.controller.js';
import { incidentsSentences } from './incidents.sentences.js';

addSentences(incidentsSentences);

@Module({ imports: [DocumentsModule, IncidentsModule], controllers: [IncidentExport, IncidentsController] })
export class IncidentsFeature implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly incidents: IncidentQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(5, (ctx, device, on) => deviceIncidents(this.incidents, ctx, device, on));
  }
}
