import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type DocumentState, DocumentsService, type GivingParty, signedFacts } from '#bank/documents';
import { DONOR_KINDS, type DonorKind, donorRule } from '#bank/intake';
import { bankId, SignaturesService, TODAY } from '#bank/people';
import { issuer, legalText, publicUndertaking, signer } from '#bank/receipts';
import { rowOf, rows } from '#platform/database';
import { type Actor, clock, may, mustHave, READ, RuleBroken, WRITE } from '#platform/kernel';
import { countReuse, type ReuseCounts } from './reuse-counts.js';
import { SMALL } from './small-counts.js';

/** A donor whose kind asks for a proof, in a year in which it gave. */
export interface ProvableYear {
  readonly donorId: string;
  readonly donor: string;
  readonly year: number;
  readonly donations: number;
  readonly devices: number;
  /** The newest proof made. */
  readonly paper: { readonly id: string; readonly number: string; readonly state: DocumentState } | null;
}

/** The yearly proof of reuse: what became of a public donor's devices, as a page and as a paper whose numbers stay. */
@Injectable()
export class ReuseProofs {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly documents: DocumentsService,
    private readonly signatures: SignaturesService,
  ) {}

  /** The donors whose kind asks for a proof, year by year, newest first; at most 500. */
  async provable(actor: Actor): Promise<ProvableYear[]> {
    mustHave(actor, READ.receipts);
    const years = await rows<ProvableYear>(this.db, PROVABLE);
    return may(actor, READ.donorNames) ? years : years.map((row) => ({ ...row, donor: UNNAMED.name }));
  }

  /** What the proof would say now. @throws RuleBroken `receipts.proof_not_asked`; NotFound */
  async preview(actor: Actor, donorId: string, year: number): Promise<ReuseCounts & { donor: GivingParty }> {
    mustHave(actor, READ.receipts);
    const { donor: known } = await provingParty(this.db.manager, donorId);
    const donor = may(actor, READ.donorNames) ? known : { ...UNNAMED, kind: known.kind };
    return { ...(await countReuse(this.db.manager, donorId, year)), donor };
  }

  /**
   * Signs the proof as it is now, and asks for its paper.
   * @returns the document's id.
   * @throws RuleBroken `receipts.proof_not_asked`, `receipts.nothing_given_that_year`, `receipts.secret_wrong`; NotFound
   */
  async make(tx: EntityManager, actor: Actor, donorId: string, year: number, password?: string): Promise<string> {
    mustHave(actor, WRITE.receipts);
    const { donor, organisationId } = await provingParty(tx, donorId);
    const counts = await countReuse(tx, donorId, year);
    if (counts.given === 0) throw new RuleBroken('receipts.nothing_given_that_year', { year });
    const by = await signer(tx, this.signatures, actor, 'reuse_proof', password);
    const body = await issuer(tx);
    return this.documents.request(tx, actor, {
      type: 'reuse_proof',
      facts: {
        ...counts,
        issuer: body,
        donor,
        year,
        countedAt: clock.now().toISOString(),
        smallest: SMALL,
        target: await legalText(tx, 'reuse_target'),
        undertaking: await publicUndertaking(tx),
        signed: signedFacts(by, body.name),
      },
      readers: [await bankId(tx), ...(organisationId ? [organisationId] : [])],
      cause: { kind: 'donor', id: donorId },
    });
  }
}

const UNNAMED = { name: 'Un donateur', legalForm: null, siren: null, address: null } as const;

async function provingParty(
  tx: EntityManager,
  donorId: string,
): Promise<{ donor: GivingParty; organisationId: string | null }> {
  const row = await rowOf<{
    kind: DonorKind;
    name: string;
    siren: string | null;
    legalForm: string | null;
    address: string | null;
    organisationId: string | null;
  }>(tx, DONOR, [donorId], { donor: donorId });
  const rule = await donorRule(tx, row.kind);
  if (!rule.papers.includes('proof_of_reuse'))
    throw new RuleBroken('receipts.proof_not_asked', { source: rule.source });
  const { name, siren, legalForm, address, organisationId } = row;
  return {
    donor: { name, kind: DONOR_KINDS[row.kind].label, legalForm, siren, address },
    organisationId,
  };
}

/** What an organisation says of a donor, the bank's words before a collection point's. */
const CARD = `LEFT JOIN LATERAL (SELECT k.name, k.legal_form, nullif(concat_ws(', ', k.address, nullif(concat_ws(' ', k.postal_code, c.name), '')), '') AS address
    FROM intake.donor_known k JOIN people.organisation o ON o.id = k.organisation_id LEFT JOIN territory.commune c ON c.code = k.commune_code
    WHERE k.donor_id = r.id AND k.name IS NOT NULL ORDER BY o.kind = 'bank' DESC, k.organisation_id LIMIT 1) card ON true`;

const DONOR = `
  SELECT r.kind, coalesce(card.name, r.name, 'Particulier') AS name, coalesce(r.siret, r.siren) AS siren, card.legal_form AS "legalForm", card.address,
    r.organisation_id AS "organisationId"
  FROM intake.donor r ${CARD} WHERE r.id = intake.donor_stands($1)`;

const PROVABLE = `
  WITH asked AS (
    SELECT DISTINCT ON (donor_kind) donor_kind, papers FROM intake.donor_rule
    WHERE valid_from <= ${TODAY} ORDER BY donor_kind, valid_from DESC
  ), given AS (
    SELECT intake.donor_stands(n.donor_id) AS donor_id, extract(year FROM n.received_at AT TIME ZONE b.time_zone)::int AS year, count(DISTINCT n.id)::int AS donations, count(d.id)::int AS devices
    FROM intake.donation n CROSS JOIN people.bank b JOIN devices.device d ON d.donation_id = n.id
    WHERE n.state = ANY (intake.arrived_states()) AND d.state <> 'withdrawn' GROUP BY 1, 2
  )
  SELECT g.donor_id AS "donorId", coalesce(card.name, r.name) AS donor, g.year, g.donations, g.devices,
    (SELECT json_build_object('id', p.id, 'number', p.number, 'state', p.state) FROM documents.document p
     WHERE p.cause_kind = 'donor' AND p.cause_id = ANY (intake.donors_of(g.donor_id)) AND p.type = 'reuse_proof' AND (p.facts->>'year')::int = g.year
       AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = p.id) ORDER BY p.id DESC LIMIT 1) AS paper
  FROM given g JOIN intake.donor r ON r.id = g.donor_id JOIN asked a ON a.donor_kind = r.kind AND 'proof_of_reuse' = ANY (a.papers) ${CARD}
  ORDER BY g.year DESC, 2 LIMIT 500`;
