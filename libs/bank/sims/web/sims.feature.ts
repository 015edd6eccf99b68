import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { DocumentsModule } from '#bank/documents';
import { SimQueries, SimsModule } from '#bank/sims';
import { addFieldWords, addSentences } from '#platform/http';
import { PersonPick } from '../../allocation/beneficiaries/web/person-picker.js';
import { PersonSections } from '../../allocation/beneficiaries/web/person-sections.js';
import { personSims } from './sim.page.js';
import { SimCorrectionsController } from './sim-corrections.controller.js';
import { SimExport } from './sim-list.page.js';
import { SimsController } from './sims.controller.js';
import { simsSentences } from './sims.sentences.js';
import { SupplierListsController } from './supplier-lists.controller.js';

addFieldWords({ carrier: { label: 'Opérateur' }, plan: { label: 'Forfait' } });
addSentences(simsSentences);

@Module({
  providers: [PersonPick],
  imports: [SimsModule, AllocationModule, DocumentsModule],
  controllers: [SimExport, SupplierListsController, SimsController, SimCorrectionsController],
})
export class SimsFeature implements OnModuleInit {
  constructor(
    private readonly sections: PersonSections,
    private readonly sims: SimQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(10, (ctx, personId, on) => personSims(this.sims, ctx, personId, on));
  }
}
