import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { addNotices, MailsModule } from '#bank/mails';
import { entities } from '#platform/database';
import { Addressees } from './addressees.service.js';
import * as incidents from './incident.entity.js';
import { IncidentQueries } from './incident.queries.js';
import { INCIDENT_NOTICES } from './incident-notices.js';
import { IncidentPapers } from './incident-papers.service.js';
import { IncidentsService } from './incidents.service.js';
import { IncidentsToday } from './incidents.today.js';
import { LossQueries } from './loss.queries.js';

addNotices(INCIDENT_NOTICES);

const SERVICES = [Addressees, IncidentQueries, IncidentsService, IncidentsToday, LossQueries];

/** Losses and thefts of what may still hold data: opened by Postgres with the loss, told to whose data it is. */
@Module({
  imports: [entities(incidents), DocumentsModule, MailsModule],
  providers: [...SERVICES, IncidentPapers],
  exports: SERVICES,
})
export class IncidentsModule {}
