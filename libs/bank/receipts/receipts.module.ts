import { Global, Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { IntakeModule } from '#bank/intake';
import { PeopleModule } from '#bank/people';
import { entities } from '#platform/database';
import { AgreementsService } from './agreements.service.js';
import { ChecklistService } from './checklist.service.js';
import { DeclaredValuesService, OwnValues } from './declared-values.service.js';
import * as receipts from './receipt.entity.js';
import { ReceiptQueries } from './receipt.queries.js';
import { ReceiptsService } from './receipts.service.js';
import { SignedBackService } from './signed-back.service.js';
import { YearlyListsService } from './yearly-lists.service.js';

const PUBLIC = [
  AgreementsService,
  ChecklistService,
  DeclaredValuesService,
  OwnValues,
  ReceiptQueries,
  ReceiptsService,
  SignedBackService,
  YearlyListsService,
];

/** The papers a donor gets: agreement, tax receipt, yearly list; and which of them a donation still lacks. */
@Global()
@Module({
  imports: [entities(receipts), DocumentsModule, IntakeModule, PeopleModule],
  providers: PUBLIC,
  exports: PUBLIC,
})
export class ReceiptsModule {}
