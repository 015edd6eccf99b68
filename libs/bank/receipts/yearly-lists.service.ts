import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService, signedFacts } from '#bank/documents';
import { bankId, bankYear, SignaturesService } from '#bank/people';
import { type Actor, clock, newId, RuleBroken } from '#platform/kernel';
import { signer } from './gift.js';
import { issuer, legalTexts } from './legal.js';
import { YearlyList } from './receipt.entity.js';
import { receiptsOf } from './receipt.queries.js';
import { isBusiness, type KindTotals, type ReceiptView } from './receipt.views.js';

/** The yearly list as a paper: what it states is frozen, and made again it gets another number. */
@Injectable()
export class YearlyListsService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly signatures: SignaturesService,
  ) {}

  /** Signs the list of a year as it is now, and asks for its paper. @returns its id. @throws RuleBroken `receipts.year_wrong`, `receipts.secret_wrong`; NotFound */
  async make(tx: EntityManager, actor: Actor, year: number, password?: string): Promise<string> {
    const by = await signer(tx, this.signatures, actor, 'receipt_list', password);
    const now = await bankYear(tx);
    if (!Number.isInteger(year) || year < 2000 || year > now)
      throw new RuleBroken('receipts.year_wrong', { year: now }, 'year');
    // The totals are those of the lines: no receipt comes or is cancelled between the two.
    const receipts = await receiptsOf(tx, year);
    const companies = sumOf(receipts.filter((r) => isBusiness(r.kind)));
    const persons = sumOf(receipts.filter((r) => !isBusiness(r.kind)));
    const body = await issuer(tx);
    const texts = await legalTexts(tx, ['yearly_declaration', 'certify_company', 'certify_person']);
    const [declaration, company, person] = texts.map(({ text, source }) => ({ text, source }));
    const id = newId();
    const documentId = await this.documents.request(tx, actor, {
      type: 'receipt_list',
      facts: {
        issuer: body,
        year,
        madeAt: clock.now().toISOString(),
        companies: { ...companies, law: company!.source },
        persons: { ...persons, law: person!.source },
        receipts: receipts.map((r) => ({
          number: r.number,
          issuedAt: r.issuedAt.toISOString(),
          kind: r.kind,
          donor: r.donor,
          cents: r.valueCents,
          cancelled: r.cancelledAt !== null,
          replacedBy: r.replacedBy,
        })),
        declaration: declaration!,
        signed: signedFacts(by, body.name),
      },
      readers: [await bankId(tx)],
      cause: { kind: 'receipt_list', id },
    });
    await tx.insert(YearlyList, {
      id,
      year,
      documentId,
      companyCount: companies.count,
      companyCents: String(companies.cents),
      personCount: persons.count,
      personCents: String(persons.cents),
      operatorNumber: by.member.operatorNumber,
    });
    return id;
  }
}

function sumOf(receipts: readonly ReceiptView[]): KindTotals {
  const counted = receipts.filter((r) => r.cancelledAt === null);
  return { count: counted.length, cents: counted.reduce((sum, r) => sum + r.valueCents, 0) };
}
