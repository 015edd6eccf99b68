import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type Category,
  type Condition,
  categoryLabel,
  conditionLabel,
  type DeviceWithSerial,
  deviceOnPaper,
} from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { THE_BANK } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, clock, isMember } from '#platform/kernel';
import {
  type ArrivalRefusal,
  type DonationState,
  INTAKE_REFUSAL_REASONS,
  REFUSAL_FATES,
  type RefusalFate,
} from '../donations/donation.lifecycle.js';
import { DONOR_KINDS, type DonorKind, somebody } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { donorRule } from '../donors/donor-rules.js';
import { CAPACITIES, sellingTerms } from '../donors/public-gifts.js';

interface GivenRow {
  number: string;
  received_at: Date | null;
  organisation_id: string;
  state: DonationState;
  kind: DonorKind;
  name: string | null;
  siren: string | null;
  place: string;
  organisation: string;
  bank_id: string | null;
  before: string | null;
}
interface Counted {
  category: Category;
  quantity: number;
}
interface LoggedRow extends DeviceWithSerial {
  readonly condition: Condition;
}

/** The slip of this donation that was made before, and still counts: what a later one completes. */
const BEFORE = `(SELECT x.number FROM documents.document x WHERE x.type = 'collection_slip' AND x.cause_kind = 'donation' AND x.cause_id = n.id
  AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = x.id) ORDER BY x.id DESC LIMIT 1)`;

@Injectable()
export class CollectionSlips {
  constructor(private readonly documents: DocumentsService) {}

  /** Asks for the slip of a donation as it is now: what was announced, and the devices logged. A person donor is not named. */
  async request(tx: EntityManager, actor: Actor, donationId: string): Promise<string> {
    const [donation] = await rows<GivenRow>(
      tx,
      `SELECT n.number, n.received_at, n.organisation_id, n.state, r.kind, coalesce(k.name, r.name) AS name, coalesce(r.siret, r.siren) AS siren, p.name AS place, o.name AS organisation,
         ${THE_BANK} AS bank_id, ${BEFORE} AS before
       FROM intake.donation n ${GIVER} JOIN people.place p ON p.id = n.place_id
       JOIN people.organisation o ON o.id = n.organisation_id WHERE n.id = $1`,
      [donationId],
    );
    const expected = await rows<Counted>(
      tx,
      'SELECT category, quantity FROM intake.donation_expected WHERE donation_id = $1 ORDER BY category',
      [donationId],
    );
    const devices = await rows<LoggedRow>(
      tx,
      "SELECT code, category, make, model, serial, condition FROM devices.device WHERE donation_id = $1 AND state <> 'withdrawn' ORDER BY id",
      [donationId],
    );
    const refused = await rows<Counted & { reason: ArrivalRefusal; fate: RefusalFate }>(
      tx,
      'SELECT category, quantity, reason, fate FROM intake.refused WHERE donation_id = $1 AND withdrawn_at IS NULL ORDER BY id',
      [donationId],
    );
    const d = donation!;
    const balance = d.state === 'closed' ? balanceOf(expected, devices, refused) : [];
    const rule = await donorRule(tx, d.kind);
    const [own] = isMember(actor)
      ? await rows<{ name: string }>(tx, 'SELECT name FROM people.organisation WHERE id = $1', [actor.organisationId])
      : [];
    return this.documents.request(tx, actor, {
      type: 'collection_slip',
      facts: {
        donation: { number: d.number, receivedAt: d.received_at!.toISOString() },
        completes: d.before,
        donor: {
          name: d.name ?? somebody(d.kind),
          kind: d.name ? DONOR_KINDS[d.kind].label : null,
          siren: d.siren,
        },
        place: d.place === d.organisation ? d.place : `${d.organisation}, ${d.place}`,
        devices: devices.map((d) => deviceOnPaper(d, conditionLabel(d.condition))),
        promised: expected.map((line) => `${categoryLabel(line.category)} : ${line.quantity}`).join(', ') || null,
        balance: balance.length && (expected.length || refused.length) ? balance : undefined,
        refused: refused.length
          ? refused.map((r) => ({
              what: `${categoryLabel(r.category)} : ${r.quantity}`,
              why: INTAKE_REFUSAL_REASONS[r.reason],
              where: REFUSAL_FATES[r.fate],
            }))
          : undefined,
        resaleForbidden: rule.resaleForbidden,
        resale: rule.resaleForbidden ? await solidarity(tx) : 'none',
        receivedBy: {
          operator: isMember(actor) ? actor.operatorNumber : 0,
          organisation: own?.name ?? d.organisation,
          at: clock.now().toISOString(),
        },
      },
      readers: [d.organisation_id, ...(d.bank_id ? [d.bank_id] : [])],
      cause: { kind: 'donation', id: donationId },
    });
  }
}

function balanceOf(
  expected: readonly Counted[],
  devices: readonly { category: Category }[],
  refused: readonly Counted[],
) {
  const of = (category: Category) => {
    const sum = (lines: typeof expected) => lines.reduce((n, l) => n + (l.category === category ? l.quantity : 0), 0);
    const line = {
      category: categoryLabel(category),
      expected: sum(expected),
      logged: devices.filter((d) => d.category === category).length,
      refused: sum(refused),
    };
    return { ...line, missing: Math.max(line.expected - line.logged - line.refused, 0) };
  };
  return [...new Set([...expected, ...devices, ...refused].map((l) => l.category))].map(of);
}

/** Whether what a public body gives may be sold at a solidarity price here and now. */
async function solidarity(tx: EntityManager): Promise<'none' | 'solidarity'> {
  const { mode, capacity } = await sellingTerms(tx);
  return mode === 'priced' && CAPACITIES[capacity].resells ? 'solidarity' : 'none';
}
