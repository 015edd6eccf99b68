import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DonorsService } from '#bank/intake';
import { TODAY } from '#bank/people';
import { datedRules, rows, ruleText, run } from '#platform/database';
import { type Actor, clock, fingerprint, isId, NotFound, newId, operatorOf, scopeOf, WRITE } from '#platform/kernel';

export interface DonorLinkView {
  readonly id: string;
  /** Of its address; null once it is over, ended, or when the bank's key changed since: then it still opens, and is told no more. */
  readonly secret: string | null;
  readonly madeAt: Date;
  readonly operatorNumber: number | null;
  /** Null: it tells of all the donor's gifts. */
  readonly organisation: string | null;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** Whose gifts an opened link tells of. */
export interface DonorScope {
  readonly donorId: string;
  readonly organisationId: string | null;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const SECRET = /^[\w-]{27}$/;
/** Made from the link's id with the bank's key, which the database does not have: shown again to whoever knows the donor, stored nowhere. */
const secretOf = (id: string): string =>
  Buffer.from(fingerprint(`donor link ${id}`), 'hex')
    .subarray(0, 20)
    .toString('base64url');

@Injectable()
export class DonorLinks {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly donors: DonorsService,
  ) {}

  /** A link for a donor the actor knows: it shows the actor's own donations, the bank's shows all. @throws NotFound for a donor the actor does not know */
  async make(tx: EntityManager, actor: Actor, donorId: string): Promise<{ id: string; secret: string }> {
    const knownId = await this.mustKnow(tx, actor, donorId);
    const id = newId();
    const secret = secretOf(id);
    await run(
      tx,
      `INSERT INTO reporting.donor_link (id, donor_id, organisation_id, secret_sha256, operator_number, expires_at)
       SELECT $1, $2, $3, $4, $5, platform.now() + make_interval(days => r.days) FROM reporting.donor_link_rule r
       WHERE r.valid_from <= ${TODAY} ORDER BY r.valid_from DESC LIMIT 1`,
      [id, knownId, scopeOf(actor, WRITE.donations), hashOf(secret), operatorOf(actor)],
    );
    return { id, secret };
  }

  /** Ends a link: its page is not there any more. @throws NotFound for another's. */
  async end(tx: EntityManager, actor: Actor, donorId: string, linkId: string): Promise<void> {
    await this.mustKnow(tx, actor, donorId);
    const ended = isId(linkId)
      ? await run(
          tx,
          `UPDATE reporting.donor_link SET ended_at = coalesce(ended_at, platform.now())
           WHERE id = $1 AND donor_id = ANY (intake.donors_of($2)) AND ($3::uuid IS NULL OR organisation_id = $3)`,
          [linkId, donorId, scopeOf(actor, WRITE.donations)],
        )
      : 0;
    if (!ended) throw new NotFound('donor link');
  }

  async byId(actor: Actor, donorId: string, linkId: string): Promise<DonorLinkView> {
    const [link] = await this.read(actor, donorId, linkId);
    if (!link) throw new NotFound('donor link');
    return link;
  }

  /** The links of a donor that the actor may end, newest first; at most 50. */
  async list(actor: Actor, donorId: string): Promise<DonorLinkView[]> {
    await this.donors.byId(actor, donorId);
    return this.read(actor, donorId, null);
  }

  private async read(actor: Actor, donorId: string, linkId: string | null): Promise<DonorLinkView[]> {
    const found = await rows<Omit<DonorLinkView, 'secret'> & { hash: string }>(
      this.db,
      `SELECT l.id, l.secret_sha256 AS hash, l.made_at AS "madeAt", l.operator_number AS "operatorNumber", o.name AS organisation, l.expires_at AS "expiresAt", l.ended_at AS "endedAt"
       FROM reporting.donor_link l LEFT JOIN people.organisation o ON o.id = l.organisation_id
       WHERE l.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR l.organisation_id = $2) AND ($3::uuid IS NULL OR l.id = $3) ORDER BY l.id DESC LIMIT 50`,
      [donorId, scopeOf(actor, WRITE.donations), linkId],
    );
    return found.map(({ hash, ...link }) => {
      const secret = secretOf(link.id);
      const opens = !link.endedAt && link.expiresAt > clock.now() && hashOf(secret) === hash;
      return { ...link, secret: opens ? secret : null };
    });
  }

  /** Opens a link. @throws NotFound when it never was, is over or was ended: the three look alike. */
  async open(secret: string): Promise<DonorScope> {
    const [found] = SECRET.test(secret)
      ? await rows<DonorScope>(
          this.db,
          `SELECT donor_id AS "donorId", organisation_id AS "organisationId" FROM reporting.donor_link
           WHERE secret_sha256 = $1 AND ended_at IS NULL AND expires_at > platform.now()`,
          [hashOf(secret)],
        )
      : [];
    if (!found) throw new NotFound('donor link');
    return found;
  }

  private async mustKnow(tx: EntityManager, actor: Actor, donorId: string): Promise<string> {
    if (!isId(donorId)) throw new NotFound('donor');
    return this.donors.mustKnow(tx, actor, donorId);
  }
}

const TABLES = {
  'reporting.donor_link_rule': ['valid_from', 'days', 'source'],
} as const;

/** The dated rules of this room: how long a donor's link opens. */
export const REPORTING_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
