import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Category, categoryLabel } from '#bank/devices';
import { DocumentsService, type LegalText, type Party, type Signed } from '#bank/documents';
import { bankId, SignatoriesService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, ORGANISATION_KIND_WORDS, type OrganisationKind, WORKSHOP_KINDS } from '#platform/kernel';
import type { TransferState } from './transfer.lifecycle.js';
import type { TransferLineView } from './transfer.queries.js';

/** The paper that travels with a lot, and again the one that says what arrived. */
@Injectable()
export class SlipService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly signatories: SignatoriesService,
  ) {}

  async request(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const [transfer] = await rows<Travelling>(
      tx,
      `SELECT t.number, t.sent_at, t.state, t.from_org_id, t.to_org_id, t.ended_at, t.ended_by, t.ended_operator,
         json_build_object('name', f.name, 'kind', f.kind, 'siren', f.siren) AS from, json_build_object('name', o.name, 'kind', o.kind, 'siren', o.siren) AS to, ${BEFORE} AS before
       FROM logistics.transfer t JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id WHERE t.id = $1`,
      [transferId],
    );
    const lines = await rows<Line>(
      tx,
      `SELECT l.outcome, l.typed, d.code, d.category, d.make, d.model, d.serial FROM logistics.transfer_line l
       LEFT JOIN devices.device d ON d.id = l.device_id WHERE l.transfer_id = $1 ORDER BY l.id`,
      [transferId],
    );
    const containers = await rows<{ code: string; seal: string | null; devices: number }>(
      tx,
      `SELECT c.code, x.seal, (SELECT count(*)::int FROM logistics.transfer_line l WHERE l.transfer_id = $1 AND l.container_id = c.id) AS devices
       FROM logistics.transfer_container x JOIN devices.container c ON c.id = x.container_id WHERE x.transfer_id = $1 ORDER BY c.code`,
      [transferId],
    );
    const bank = await bankId(tx);
    const t = transfer!;
    const listed = lines.filter((l) => l.outcome !== 'extra');
    const arrived = t.state.startsWith('received');
    await this.documents.request(tx, actor, {
      type: 'transfer_slip',
      facts: {
        transfer: { number: t.number, closedAt: t.sent_at!.toISOString() },
        completes: t.before,
        from: party(t.from),
        to: party(t.to),
        devices: listed.map((l) => ({
          code: l.code,
          category: categoryLabel(l.category),
          make: l.make,
          model: l.model,
          serial: l.serial,
        })),
        containers,
        processing: isWorkshop(t.to.kind) ? await workshopProcessing(tx) : null,
        // Who sends signs the paper itself by hand; who received is recorded with it.
        sender: null,
        receiver: arrived ? await this.receiver(tx, t) : null,
        ...(arrived
          ? {
              missing: listed.filter((l) => l.outcome === 'missing').map((l) => l.code),
              // As scanned, for the sender reads it too: a number of the receiver's must not become a code here.
              extra: lines.filter((l) => l.outcome === 'extra').map((l) => l.typed!),
            }
          : {}),
      },
      readers: [t.from_org_id, t.to_org_id, bank],
      cause: { kind: 'transfer', id: transferId },
    });
  }

  /** Who received: by name when they are on their organisation's list (a workshop's supervisor, an officer), else by number. */
  private async receiver(tx: EntityManager, t: Travelling): Promise<Signed | null> {
    if (!t.ended_at || t.ended_operator === null) return null;
    const person = await this.signatories.receiverName(tx, t.ended_by);
    return {
      operator: t.ended_operator,
      organisation: t.to.name,
      at: t.ended_at.toISOString(),
      person: person ? { name: person.name, quality: person.quality, own: true } : undefined,
    };
  }
}

const isWorkshop = (kind: OrganisationKind): boolean => WORKSHOP_KINDS.includes(kind);

/** What a workshop is bound to while devices may hold data, as the bank's dated texts say it today. */
async function workshopProcessing(tx: EntityManager): Promise<LegalText | null> {
  const [text] = await rows<LegalText>(
    tx,
    `SELECT what AS text, label AS source FROM platform.answers('text_in_force', 'workshop_processing'::text)`,
  );
  return text ?? null;
}

/** The slip of this lot that was made before, and still counts: what a later one completes. */
const BEFORE = `(SELECT p.number FROM documents.document p WHERE p.type = 'transfer_slip' AND p.cause_kind = 'transfer' AND p.cause_id = t.id
  AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = p.id) ORDER BY p.id DESC LIMIT 1)`;

interface Organisation {
  name: string;
  kind: OrganisationKind;
  siren: string | null;
}

interface Travelling {
  number: string;
  sent_at: Date | null;
  state: TransferState;
  from_org_id: string;
  to_org_id: string;
  ended_at: Date | null;
  ended_by: string | null;
  ended_operator: number | null;
  before: string | null;
  from: Organisation;
  to: Organisation;
}

interface Line {
  outcome: TransferLineView['outcome'];
  typed: string | null;
  code: string;
  category: Category;
  make: string;
  model: string;
  serial: string | null;
}

const party = (o: Organisation): Party => ({
  name: o.name,
  kind: ORGANISATION_KIND_WORDS[o.kind],
  siren: o.siren,
});
