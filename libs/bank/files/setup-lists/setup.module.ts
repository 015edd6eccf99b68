import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { ImportsModule } from '#bank/files/engine';
import { TerritoryModule } from '#bank/territory';
import { MembersList } from './members.list.js';
import { OrganisationsList } from './organisations.list.js';
import { QuotasList } from './quotas.list.js';
import { SetupLists } from './setup.service.js';

/** What a bank begins with, from spreadsheets. */
@Module({
  imports: [AllocationModule, ImportsModule, TerritoryModule],
  providers: [OrganisationsList, MembersList, QuotasList, SetupLists],
  exports: [SetupLists],
})
export class SetupModule {}
