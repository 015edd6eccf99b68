import { Global, Module } from '@nestjs/common';
import { entities } from '#database';
import { DocumentsModule } from '#documents';
import { IntakeModule } from '#intake';
import { PeopleModule } from '#people';
import { AgreementsService } from './agreements.service.js';
import { ChecklistService } from './checklist.service.js';
import { DeclaredValuesService } from './declared-values.service.js';
import { OwnValues } from './own-values.service.js';
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
