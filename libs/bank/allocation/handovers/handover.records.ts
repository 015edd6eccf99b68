import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DevicesService, endVisibility, grantVisibility } from '#bank/devices';
import { DocumentsService, type DocumentType, type FactsOf } from '#bank/documents';
import { bankId, type StaffSignature, TODAY } from '#bank/people';
import { readGate, type TestStatement, testStatement } from '#bank/workshop';
import { rows, run } from '#platform/database';
import { clock, keyring, type Member, newId, seal, unseal } from '#platform/kernel';
import { IdentityStore } from '../beneficiaries/identity.store.js';
import { type HandoverMode, type Payer, UNSIGNED_WHY, type UnsignedWhy } from '../codes.js';
import type { CurrentHandover } from './handover.views.js';
import {
  billOf,
  contactFacts,
  deviceFacts,
  partyFacts,
  registerFacts,
  replacedCode,
  type Sale,
  saleFacts,
  signedBy,
} from './paper-facts.js';
import {
  PAPER_PROMISE,
  promiseOf,
  REPLACEMENT_PROMISES,
  type Signature,
  signatureImage,
  typedSignature,
} from './signature.js';
import { warrantyWords } from './warranty.js';

export interface NewHandover {
  /** Null when it replaces a device that was handed over before this bank, without a request. */
  readonly unitId: string | null;
  readonly deviceId: string;
  readonly beneficiaryId: string;
  readonly reference: string;
  readonly mode: HandoverMode;
  readonly priceCents: number | null;
  /** Who pays it; null of a gift, and of what replaces a sold device. */
  readonly paidBy: Payer | null;
  readonly criterion: string | null;
  readonly accessories: readonly string[];
  /** Null: the person did not sign, and `unsigned` says why. */
  readonly signature: Signature | null;
  readonly unsigned?: UnsignedWhy | null;
  /** The agent's fresh authentication; none: the hand-over is recorded, not signed. */
  readonly signed?: StaffSignature;
  readonly replaces?: string;
  readonly cause?: { readonly kind: 'ticket'; readonly id: string; readonly label: string };
}

/** Writes a hand-over: its row, its signature, the device's verb, who sees it, and the two sheets. */
@Injectable()
export class HandoverRecords {
  constructor(
    private readonly devices: DevicesService,
    private readonly documents: DocumentsService,
    private readonly identities: IdentityStore,
  ) {}

  /** @returns the hand-over's id. The caller has locked the device and answered whether the actor may. */
  async write(tx: EntityManager, agent: Member, input: NewHandover): Promise<string> {
    const id = newId();
    const at = clock.now();
    const tests = testStatement(await readGate(tx, input.deviceId));
    const undertaking = promiseFor(input, tests);
    // What is confirmed in writing is what the hand-over is, whatever the page had asked.
    const signature = input.signature?.kind === 'typed' ? typedSignature(undertaking) : input.signature;
    await run(
      tx,
      `INSERT INTO allocation.handover (id, unit_id, device_id, structure_id, beneficiary_id, mode, price_cents, criterion, criterion_attested_on,
         undertaking, signature_kind, handed_over_at, membership_id, operator_number, replaces, unsigned_why, paid_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text, CASE WHEN $8::text IS NOT NULL THEN ${TODAY} END, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        id,
        input.unitId,
        input.deviceId,
        agent.organisationId,
        input.beneficiaryId,
        input.mode,
        input.priceCents,
        input.criterion,
        undertaking,
        signature?.kind ?? 'none',
        at,
        agent.membershipId,
        agent.operatorNumber,
        input.replaces ?? null,
        signature ? null : (input.unsigned ?? null),
        input.paidBy,
      ],
    );
    if (signature) await this.keepSignature(tx, agent, id, signature);
    await this.devices.perform(tx, agent, 'hand_over', [input.deviceId], {
      location: 'with_holder',
      holder: { reference: input.beneficiaryId },
      cause: input.cause ?? { kind: 'handover', id, label: input.reference },
      facts: { reference: input.reference, mode: input.mode, operator: agent.operatorNumber },
      occurredAt: at,
    });
    await grantVisibility(tx, agent.organisationId, [input.deviceId], { kind: 'handover', id });
    await this.identities.contact(tx, input.beneficiaryId);
    await this.papers(tx, agent, id, { ...input, signature, undertaking, tests }, at);
    return id;
  }

  async forgetVisibility(tx: EntityManager, handover: CurrentHandover): Promise<void> {
    await endVisibility(tx, handover.id, handover.deviceId);
  }

  /** The sheets of a hand-over whose reference was wrong: those are withdrawn, and made again for the right one, signed as they were. */
  async reissue(tx: EntityManager, agent: Member, handover: CurrentHandover, to: { id: string; reference: string }) {
    const [sheet] = await rows<{ facts: FactsOf<'handover_bank'> }>(
      tx,
      `SELECT facts FROM documents.document WHERE type = 'handover_bank' AND cause_kind = 'handover' AND cause_id = $1 ORDER BY id DESC LIMIT 1`,
      [handover.id],
    );
    await this.identities.contact(tx, to.id);
    await this.withdrawPapers(tx, agent, handover);
    // A sheet that names somebody who was not handed this device: not even kept to its date.
    await this.documents.eraseNamed(tx, agent, { kind: 'handover', ids: [handover.id] });
    if (!sheet) return;
    const facts = { ...sheet.facts, reference: to.reference };
    const sale = handover.mode === 'sale' ? await billOf(tx, handover.id) : null;
    const [signed] = await rows<{ keyId: string; bytes: Buffer; mime: string }>(
      tx,
      'SELECT key_id AS "keyId", sealed AS bytes, mime FROM allocation.handover_signature WHERE handover_id = $1',
      [handover.id],
    );
    const identity = await this.identities.read(tx, agent.organisationId, to.id);
    const [kept] = await rows<{ until: Date; ended: boolean }>(tx, KEPT_FROM_THE_HANDOVER, [handover.id]);
    const bytes = signed && /^image/.test(signed.mime) ? unseal(keyring(), signed, handover.id) : null;
    // The period counts from the hand-over: a correction does not begin it again.
    await this.requestPapers(tx, agent, handover.id, {
      facts,
      sale,
      identity,
      image: bytes?.toString('base64') ?? null,
      ...kept!,
    });
  }

  async withdrawPapers(tx: EntityManager, agent: Member, { id, mode }: CurrentHandover): Promise<void> {
    const papers: DocumentType[] = ['handover_structure', 'handover_bank'];
    for (const type of mode === 'sale' ? ([...papers, 'bill_of_sale'] as const) : papers)
      await this.documents.withdraw(tx, agent, type, { kind: 'handover', id });
  }

  private async keepSignature(tx: EntityManager, agent: Member, id: string, signature: Signature): Promise<void> {
    const sealed = seal(keyring(), signature.bytes, id);
    await run(
      tx,
      `INSERT INTO allocation.handover_signature (handover_id, structure_id, mime, key_id, sealed, purge_on)
       SELECT h.id, $2, $3, $4, $5, ${SHEET_UNTIL} FROM allocation.handover h WHERE h.id = $1`,
      [id, agent.organisationId, signature.mime, sealed.keyId, sealed.bytes],
    );
    if (signature.kind === 'paper') await keepOriginal(tx, agent, id, signature.originalPlace);
  }

  private async papers(tx: EntityManager, agent: Member, id: string, input: Written, at: Date): Promise<void> {
    const [device] = await deviceFacts(tx, [input.deviceId]);
    const { tests } = input;
    const facts = {
      reference: input.reference,
      structure: await partyFacts(tx, agent.organisationId),
      register: await registerFacts(tx, agent.organisationId),
      contact: await contactFacts(tx, agent.organisationId),
      device: device!,
      tested: { main: tests.main, under: tests.under },
      accessories: input.accessories,
      mode: input.mode,
      // Nothing is paid for a replacement: the price is that of the device it takes the place of.
      priceCents: input.replaces ? null : input.priceCents,
      paidBy: input.paidBy,
      warranty: await warrantyWords(tx, { mode: input.mode, handoverId: input.replaces }),
      handedOverAt: at.toISOString(),
      by: await signedBy(tx, agent, at, input.signed),
      signature: input.signature?.kind ?? ('none' as const),
      unsigned: input.signature || !input.unsigned ? null : UNSIGNED_WHY[input.unsigned],
      agreedByPhone: !input.signature && input.unsigned === 'by_phone',
      undertaking: input.undertaking,
      replaces: input.replaces ? await replacedCode(tx, input.replaces) : null,
    };
    const identity = await this.identities.read(tx, agent.organisationId, input.beneficiaryId);
    const [kept] = await rows<{ until: Date; ended: boolean }>(tx, KEPT_FROM_THE_HANDOVER, [id]);
    const image = input.signature ? signatureImage(input.signature) : null;
    // A replacement is not sold again.
    const sale =
      input.mode === 'sale' && !input.replaces
        ? await saleFacts(tx, { structureId: agent.organisationId, ...input })
        : null;
    await this.requestPapers(tx, agent, id, { facts, sale, identity, image, until: kept!.until, ended: false });
  }

  /** Asks for the sheets of a hand-over: the structure's with the identity, until its day, and of a sale its bill; the bank's with a reference, for ever. */
  private async requestPapers(tx: EntityManager, agent: Member, id: string, of: Sheets): Promise<void> {
    const { facts, identity } = of;
    const cause = { kind: 'handover', id };
    if (!of.ended) {
      const named = {
        sealedFacts: {
          name: identity?.name || `Référence ${facts.reference}`,
          contact: identity?.contact ?? null,
          signatureImage: of.image,
        },
        readers: [agent.organisationId],
        cause,
        retentionUntil: of.until,
      };
      const ending = { ...facts, erasedAt: of.until.toISOString() };
      await this.documents.request(tx, agent, { type: 'handover_structure', facts: ending, ...named });
      if (of.sale)
        await this.documents.request(tx, agent, { type: 'bill_of_sale', facts: { ...ending, ...of.sale }, ...named });
    }
    await this.documents.request(tx, agent, { type: 'handover_bank', facts, readers: [await bankId(tx)], cause });
  }
}

export const keepOriginal = (tx: EntityManager, agent: Member, handoverId: string, place: string): Promise<unknown> =>
  run(
    tx,
    'INSERT INTO allocation.handover_original (id, handover_id, place, membership_id, operator_number) VALUES ($1, $2, $3, $4, $5)',
    [newId(), handoverId, place, agent.membershipId, agent.operatorNumber],
  );

/** The words that are confirmed: those of the sheet where it was signed on paper. */
function promiseFor(input: NewHandover, tests: TestStatement): string {
  if (input.replaces) return REPLACEMENT_PROMISES[input.mode];
  return input.mode === 'gift' && input.signature?.kind === 'paper' ? PAPER_PROMISE : promiseOf(input.mode, tests);
}

interface Written extends NewHandover {
  readonly undertaking: string;
  readonly tests: TestStatement;
}

interface Sheets {
  readonly facts: FactsOf<'handover_bank'>;
  readonly sale: Sale | null;
  readonly identity: { readonly name: string; readonly contact: string | null } | null;
  readonly image: string | null;
  /** When the structure's sheet is erased, and whether that day has passed. */
  readonly until: Date;
  readonly ended: boolean;
}

/** The day the signed sheet of a hand-over goes: that of a sale outlives its warranty. */
const SHEET_UNTIL =
  'allocation.sheet_until(h.mode, (h.handed_over_at AT TIME ZONE (SELECT time_zone FROM people.bank))::date)';
const KEPT_FROM_THE_HANDOVER = `SELECT k.until::timestamptz AS until, k.until <= ${TODAY} AS ended FROM (
  SELECT ${SHEET_UNTIL} AS until
  FROM allocation.handover h WHERE h.id = $1) k`;
