import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { categoryLabel, MEDIUM_KINDS, type MediumKind } from '#bank/devices';
import { DocumentsService, type FactsOf } from '#bank/documents';
import { bankId } from '#bank/people';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, clock, type ErasureClass, NotFound, type Proof } from '#platform/kernel';
import { backoff, Outbox, type PendingRow } from '#platform/queue';

export interface CertifiedCause {
  readonly kind: 'donation';
  readonly id: string;
}

export type CertifiedDeviceRow = FactsOf<'donation_certificate'>['machines'][number];

/** What is known of all the media of a donation, on one paper; made again when one more is proven, in place of the one before. */
@Injectable()
export class DonationCertificates implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly documents: DocumentsService,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: 'donation-certificates',
      pending: (limit) =>
        rows<PendingRow>(
          this.db,
          `SELECT c.cause_id AS id, c.attempts::int AS attempt FROM refurbishment.certificate_due c WHERE c.due_at <= platform.now() ORDER BY c.due_at LIMIT $1`,
          [limit],
        ),
      process: ({ id }) => this.db.transaction((tx) => this.again(tx, id)),
      failed: async ({ id, attempt }) => {
        await run(
          this.db,
          `UPDATE refurbishment.certificate_due SET attempts = $2 + 1, due_at = platform.now() + make_interval(secs => $3) WHERE cause_id = $1 AND attempts = $2`,
          [id, attempt, (backoff(attempt + 1) ?? 3_600_000) / 1000],
        );
      },
    });
  }

  /** Asks for the paper as things are now; one of before is replaced. The caller has asked whether the cause may be seen. @returns its id. @throws NotFound */
  async make(tx: EntityManager, actor: Actor, cause: CertifiedCause): Promise<string> {
    const [about] = await rows<{ number: string; organisation: string; demanded: ErasureClass | null }>(tx, DONATION, [
      cause.id,
    ]);
    if (!about) throw new NotFound(cause.kind);
    const standing = await rows<{ id: string }>(tx, STANDING, [cause.kind, cause.id]);
    const made = await this.documents.request(tx, actor, {
      type: 'donation_certificate',
      facts: {
        number: about.number,
        madeAt: clock.now().toISOString(),
        demanded: about.demanded,
        machines: await this.devices(cause, tx),
      },
      readers: [about.organisation, await bankId(tx)],
      cause,
    });
    for (const { id } of standing) await this.documents.replace(tx, actor, id, made);
    await run(tx, 'DELETE FROM refurbishment.certificate_due WHERE cause_id = $1', [cause.id]);
    return made;
  }

  /** Every device of it, by its code, with its media and what is known of each. */
  async devices(cause: CertifiedCause, on: Reader = this.db): Promise<CertifiedDeviceRow[]> {
    const found = await rows<Found>(on, OF_DONATION, [cause.id]);
    return found.map(({ category, media, ...d }) => ({
      ...d,
      category: categoryLabel(category),
      media: media.map(({ kind, ...m }) => ({ ...m, kind: MEDIUM_KINDS[kind] })),
    }));
  }

  private async again(tx: EntityManager, id: string): Promise<void> {
    const [due] = await rows<{ kind: CertifiedCause['kind'] }>(
      tx,
      'SELECT c.cause_kind AS kind FROM refurbishment.certificate_due c WHERE c.cause_id = $1 AND c.due_at <= platform.now() FOR UPDATE SKIP LOCKED',
      [id],
    );
    if (due) await this.make(tx, SYSTEM, { kind: due.kind, id });
  }
}

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** How long work goes on before a paper is made again. */
const LATER = `interval '10 minutes'`;

/** More, or less, is proven of a device: the paper of its donation is made again. */
export async function certifyLater(tx: EntityManager, deviceId: string): Promise<void> {
  await run(
    tx,
    `INSERT INTO refurbishment.certificate_due (cause_kind, cause_id, due_at)
     SELECT DISTINCT p.cause_kind, p.cause_id, platform.now() + ${LATER} FROM devices.device d
     JOIN documents.document p ON p.type = 'donation_certificate' AND p.cause_kind = 'donation' AND p.cause_id = d.donation_id
     WHERE d.id = $1 AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = p.id)
     ON CONFLICT DO NOTHING`,
    [deviceId],
  );
}

interface Found extends Omit<CertifiedDeviceRow, 'category' | 'media'> {
  readonly category: Parameters<typeof categoryLabel>[0];
  readonly media: readonly {
    kind: MediumKind;
    serial: string | null;
    proof: Proof;
    class: ErasureClass | null;
    at: string | null;
  }[];
}

const STANDING = `SELECT p.id FROM documents.document p WHERE p.type = 'donation_certificate' AND p.cause_kind = $1 AND p.cause_id = $2
  AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = p.id) ORDER BY p.id`;

const DONATION = `SELECT n.number, n.organisation_id AS organisation,
    (SELECT q.demanded FROM intake.erasure_demand q WHERE q.donation_id = n.id ORDER BY q.id DESC LIMIT 1) AS demanded
  FROM intake.donation n WHERE n.id = $1`;

/** Of the epoch of its donor's data: later ones are of whoever had it since. */
const OF_DONATION = `
  SELECT d.code, d.category, d.make, d.model, d.serial,
    (SELECT a.number FROM devices.alias a WHERE a.device_id = d.id AND a.freed_at IS NULL ORDER BY a.number LIMIT 1) AS "assetNumber",
    refurbishment.proofs_of(d.id, b.epoch) AS proofs,
    coalesce((SELECT json_agg(json_build_object('kind', m.kind, 'serial', m.serial, 'proof', coalesce(refurbishment.proof_of(m, b.epoch), 'nothing'),
        'class', x.of, 'at', x.at) ORDER BY m.first_seen_at, m.id)
      FROM devices.medium m LEFT JOIN LATERAL (
        SELECT refurbishment.evidence_class(e, m) AS of, e.signed_at AS at FROM refurbishment.evidence e
        WHERE e.medium_id = m.id AND (e.data_epoch = b.epoch OR e.kind = ANY (refurbishment.gone_kinds()))
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id) AND refurbishment.evidence_holds(e, m)
        ORDER BY e.seq DESC NULLS LAST, e.signed_at DESC LIMIT 1) x ON true
      WHERE m.device_id = d.id AND NOT refurbishment.told_by_another(m, b.epoch)), '[]') AS media
  FROM devices.device d CROSS JOIN LATERAL (SELECT coalesce(min(s.data_epoch), d.data_epoch) AS epoch FROM refurbishment.epoch_start s WHERE s.device_id = d.id) b
  WHERE d.donation_id = $1 AND d.state <> 'withdrawn' ORDER BY d.code`;
