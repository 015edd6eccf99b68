import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { byPassword, SignInService } from '#bank/people';
import {
  type AskedOf,
  type CountedPage,
  defineList,
  ofYes,
  type Reader,
  rowOf,
  rows,
  run,
  waiting,
} from '#platform/database';
import {
  type Actor,
  isMember,
  may,
  memberWith,
  newId,
  type Page,
  READ,
  RuleBroken,
  scopeOf,
  type Waiting,
  WRITE,
} from '#platform/kernel';
import { Correction } from './correction.entity.js';
import { CORRECTIONS, type CorrectionKind, type CorrectionReason, type Mistaken, type Touch } from './kinds.js';

interface CorrectionReader {
  readonly organisation: string | null;
  readonly user: string | null;
  readonly aboutId: string | null;
}

/** What a second person has still to read; it has waited longest where it is oldest, so that it needs neither order nor filter of its own. */
const WAITS = `c.touches <> '{}' AND s.correction_id IS NULL`;

/** SQL condition on a correction `c` and the membership `m` that made it: somebody else did. @param user the placeholder of the reader */
const byAnother = (user: string): string => `m.user_id IS DISTINCT FROM ${user}::uuid`;

const CORRECTION_COLUMNS = `c.id, c.kind, c.subject_id AS "subjectId", c.label, c.from_facts AS "from", c.to_facts AS "to", c.reason, c.touches, c.at, ${waiting('c.at', WAITS).column},
  c.operator_number AS "operatorNumber", CASE WHEN c.organisation_id = $1 THEN u.name END AS "operatorName", o.name AS organisation,
  c.nobody_else AS "nobodyElse", s.at AS "countersignedAt", s.operator_number AS "countersignedBy",
  coalesce(m.user_id = $2, false) AS mine`;
const CORRECTION_FROM = `corrections.correction c LEFT JOIN people.membership m ON m.id = c.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
  LEFT JOIN people.organisation o ON o.id = c.organisation_id LEFT JOIN corrections.countersignature s ON s.correction_id = c.id`;

export const LISTED_CORRECTIONS = defineList<CorrectionRow, CorrectionReader>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', heading: 'Qui', order: 'ascending', keys: [] },
  },
  usual: 'newest',
  filters: {
    'a-contresigner': ofYes({
      label: 'Afficher',
      answer: 'À contresigner',
      none: 'Toutes',
      programs: 'awaited',
      about: '`oui`: only those that wait for a second person.',
      where: () => WAITS,
    }),
    others: ofYes<CorrectionReader>({
      label: 'De qui',
      answer: 'Des autres',
      none: 'De tous',
      about: '`oui`: without those of the reader, who cannot be the second person of their own.',
      where: (value, { user }) => byAnother(value(user)),
    }),
  },
  scopes: [
    { organisation: null, user: null, aboutId: null },
    { organisation: 'x', user: 'x', aboutId: 'x' },
  ],
  rows: ({ organisation, user, aboutId }, value) => {
    for (const one of [organisation, user]) value(one);
    return {
      id: 'c.id',
      columns: CORRECTION_COLUMNS,
      from: CORRECTION_FROM,
      where: aboutId ? [`c.about_organisation_id = ${value(aboutId)}`] : [],
    };
  },
});
type CorrectionsAsked = AskedOf<typeof LISTED_CORRECTIONS>;

export interface NewCorrection {
  readonly kind: CorrectionKind;
  readonly subjectId: string;
  /** For people: D-2026-0042, a device's code, a reference. */
  readonly label: string;
  readonly organisationId: string | null;
  /** Before and after, as short facts: codes, numbers, references; never a name. */
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
  readonly reason: CorrectionReason;
  readonly touches?: readonly Touch[];
}

export interface CorrectionView {
  readonly id: string;
  readonly kind: CorrectionKind;
  readonly subjectId: string;
  readonly label: string;
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
  readonly reason: CorrectionReason;
  readonly touches: readonly Touch[];
  readonly at: Date;
  /** While a second person has to read it. */
  readonly waitingSince: Date | null;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
  /** When it was made, nobody else could have countersigned it. */
  readonly nobodyElse: boolean;
  readonly countersignedAt: Date | null;
  /** Operator number. */
  readonly countersignedBy: number | null;
  /** Whether the reader is the second person who may. */
  readonly mayCountersign: boolean;
}

export interface WithCorrection {
  /** The newest correction of it that a second person has still to read (`corrections.awaited`). */
  readonly correctionAwaited: string | null;
}

export interface LastMerge extends Mistaken {
  readonly at: Date;
  readonly to: Readonly<Record<string, unknown>>;
}

export interface CorrectionRow extends Omit<CorrectionView, 'mayCountersign'> {
  readonly mine: boolean;
}

/** Mistakes put right, and the second person who reads some of them again. */
@Injectable()
export class CorrectionsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly signIn: SignInService,
  ) {}

  /** Writes that something was put right, in the transaction that does it. What asks for a second person is on its list from then on. @returns its id. */
  async record(tx: EntityManager, actor: Actor, c: NewCorrection): Promise<string> {
    const member = isMember(actor) ? actor : null;
    const wants: readonly Touch[] = CORRECTIONS[c.kind].wants;
    const id = newId();
    await tx.insert(Correction, {
      id,
      kind: c.kind,
      subjectId: c.subjectId,
      label: c.label,
      aboutOrganisationId: c.organisationId,
      from: c.from,
      to: c.to,
      reason: c.reason,
      touches: wants.filter((touch) => c.touches?.includes(touch)),
      membershipId: member?.membershipId ?? null,
      operatorNumber: member?.operatorNumber ?? null,
      organisationId: member?.organisationId ?? null,
      channel: actor.channel,
    });
    return id;
  }

  /**
   * Who merged a row last, and whether that may still be undone (`corrections.merge_is_fresh`), as `mustMayCorrect` asks it.
   * @param kind the kind of correction by which it was merged. @throws RuleBroken `corrections.not_merged`.
   */
  async mergeOf(tx: EntityManager, kind: CorrectionKind, subjectId: string): Promise<LastMerge> {
    const [last] = await rows<LastMerge>(
      tx,
      `SELECT c.organisation_id AS "organisationId", corrections.merge_is_fresh(c.subject_id, c.kind) AS open, c.at, c.to_facts AS to
       FROM corrections.correction c WHERE c.subject_id = $1 AND c.kind = $2 ORDER BY c.id DESC LIMIT 1`,
      [subjectId, kind],
    );
    if (!last) throw new RuleBroken('corrections.not_merged');
    return last;
  }

  /**
   * A second person read it again and agrees, with their password.
   * @throws RuleBroken `corrections.own`, `corrections.nothing_to_countersign`, `corrections.countersigned`, `corrections.secret_wrong`; NotFound
   */
  async countersign(tx: EntityManager, actor: Actor, id: string, password?: string): Promise<void> {
    const member = memberWith(actor, WRITE.countersignatures);
    const { countersignedAt, touches, mine } = await this.find(tx, actor, id);
    if (!touches.length) throw new RuleBroken('corrections.nothing_to_countersign');
    if (countersignedAt) throw new RuleBroken('corrections.countersigned');
    if (mine) throw new RuleBroken('corrections.own');
    if (!(await this.signIn.confirms(tx, member, 'countersign', byPassword(password))))
      throw new RuleBroken('corrections.secret_wrong', {}, 'password');
    // Two who read it at once: the first has signed.
    const signed = await run(
      tx,
      `INSERT INTO corrections.countersignature (correction_id, membership_id, operator_number, organisation_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (correction_id) DO NOTHING`,
      [id, member.membershipId, member.operatorNumber, member.organisationId],
    );
    if (!signed) throw new RuleBroken('corrections.countersigned');
  }

  list(actor: Actor, asked: CorrectionsAsked = {}): Promise<Page<CorrectionView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: CorrectionsAsked = {}): Promise<CountedPage<CorrectionView>> {
    return this.read(actor, asked, true);
  }

  private async read(actor: Actor, asked: CorrectionsAsked, counts: boolean): Promise<CountedPage<CorrectionView>> {
    const [organisation, user] = reader(actor);
    const who = { organisation, user, aboutId: scopeOf(actor, READ.corrections) };
    const page = await LISTED_CORRECTIONS.page(this.db, who, asked, counts);
    return { ...page, items: page.items.map((row) => viewFor(actor, row)) };
  }

  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<CorrectionView> {
    return viewFor(actor, await this.find(on, actor, id));
  }

  /** What waits for a second person that this actor may be, for the home page. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<'corrections_to_countersign'>[]> {
    if (!may(actor, WRITE.countersignatures)) return [];
    const [found] = await rows<{ n: number; oldest: number | null }>(
      on,
      `SELECT count(*)::int AS n, extract(day FROM platform.now() - min(c.at))::int AS oldest FROM corrections.correction c LEFT JOIN people.membership m ON m.id = c.membership_id
       WHERE c.touches <> '{}' AND ($1::uuid IS NULL OR c.about_organisation_id = $1) AND ${byAnother('$2')}
         AND NOT EXISTS (SELECT 1 FROM corrections.countersignature s WHERE s.correction_id = c.id)`,
      [scopeOf(actor, WRITE.countersignatures), reader(actor)[1]],
    );
    return [{ what: 'corrections_to_countersign', count: found!.n, oldest: found!.oldest }];
  }

  private async find(on: Reader, actor: Actor, id: string): Promise<CorrectionRow> {
    return rowOf<CorrectionRow>(
      on,
      `SELECT ${CORRECTION_COLUMNS} FROM ${CORRECTION_FROM} WHERE c.id = $3 AND ($4::uuid IS NULL OR c.about_organisation_id = $4)`,
      [...reader(actor), id, scopeOf(actor, READ.corrections)],
      { correction: id },
    );
  }
}

const reader = (actor: Actor): [string | null, string | null] =>
  isMember(actor) ? [actor.organisationId, actor.userId] : [null, null];

function viewFor(actor: Actor, { mine, ...view }: CorrectionRow): CorrectionView {
  const open = view.touches.length > 0 && !view.countersignedAt;
  return { ...view, mayCountersign: open && !mine && may(actor, WRITE.countersignatures) };
}
