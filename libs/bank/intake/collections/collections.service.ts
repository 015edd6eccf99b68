import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Category } from '#bank/devices';
import { bankDay, recordAccess } from '#bank/people';
import { CommunesService, type CommuneView, communeWords } from '#bank/territory';
import {
  type AskedOf,
  byDay,
  byText,
  type CountedPage,
  defineList,
  ofChoice,
  ofDay,
  rows,
  run,
} from '#platform/database';
import { type Actor, askAll, isId, may, mustHave, READ, RuleBroken, type SealedJson, scopeOf } from '#platform/kernel';
import { readDay, readHour } from '../donations/days.js';
import { type DonationRow, lockDonation, moveDonation, mustMay } from '../donations/donation.moves.js';
import { type DonorKind, unnamed } from '../donor.js';
import type { ContactView } from '../donors/donor.views.js';
import { GIVER, readPostalCode } from '../donors/donor-known.js';
import { collectionFor, donorName } from '../donors/donor-names.js';
import { LOCK_KINDS } from '../locks/locks.js';
import {
  COLLECTION_JSON,
  CONTACT_JSON,
  openCollection,
  openContact,
  type SealedContact,
  sealCollection,
} from '../sealing.js';

const WHEN = [byDay('n.expected_on'), byText(`coalesce(to_char(l.from_time, 'HH24:MI'), '99')`)];

/** The columns of a `CollectionRow`, of `intake.collection` as `l`, its commune as `lm`, its contact as `c`. */
const COLLECTION = `l.mode, to_char(l.from_time, 'HH24:MI') AS "from", to_char(l.to_time, 'HH24:MI') AS "to", ${COLLECTION_JSON} AS words,
  l.postal_code AS "postalCode", l.commune_code AS "communeCode", lm.name AS commune, l.contact_id AS "contactId",
  CASE WHEN c.id IS NOT NULL THEN ${CONTACT_JSON} END AS contact`;

/** The list of planned collections, which are few: all, or those of one organisation. */
export const PLANNED = defineList<SealedPlan<PlannedView> & { readonly id: string }>()({
  sorts: {
    day: { label: 'Par date', order: 'ascending', keys: WHEN },
    last: { label: 'Dernière date d’abord', order: 'descending', keys: WHEN },
    place: { label: 'Par lieu', order: 'ascending', keys: [byText('o.name'), byText('p.name'), ...WHEN] },
    newest: { label: 'Dons récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Dons anciens d’abord', order: 'ascending', keys: [] },
  },
  usual: 'day',
  filters: {
    until: ofDay({
      label: 'Jusqu’à',
      about: 'The last day of interest.',
      page: 'jusque',
      where: (until, value) => `n.expected_on <= ${value(until)}::date`,
    }),
    when: ofChoice({
      label: 'Quand',
      about: '`due`: today, or late; `later`: after today.',
      page: 'quand',
      choices: { due: 'Aujourd’hui ou en retard', later: 'Plus tard' },
      where: (when) => `n.expected_on ${when === 'due' ? '<=' : '>'} b.today`,
    }),
  },
  scopes: [null, 'x'],
  rows: (own, value) => ({
    id: 'n.id',
    columns: `n.id, n.id AS "donationId", n.number, n.expected_on::text AS "on", n.expected_on < b.today AS late, r.kind AS "donorKind",
         coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName", p.name AS place, o.name AS organisation, ${COLLECTION},
         coalesce((SELECT json_agg(json_build_object('category', e.category, 'quantity', e.quantity) ORDER BY e.quantity DESC)
           FROM intake.donation_expected e WHERE e.donation_id = n.id), '[]') AS expected,
         (SELECT ${value(LOCK_KINDS.length)}::int - count(*)::int FROM intake.release_tick t WHERE t.donation_id = n.id AND t.answer <> 'not_yet') AS unreleased`,
    from: `intake.donation n JOIN intake.collection l ON l.donation_id = n.id ${GIVER}
       CROSS JOIN (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       LEFT JOIN territory.commune lm ON lm.code = l.commune_code LEFT JOIN intake.donor_contact c ON c.id = l.contact_id
       JOIN people.place p ON p.id = n.place_id JOIN people.organisation o ON o.id = n.organisation_id`,
    where: [`n.state = 'planned'`, ...(own ? [`n.organisation_id = ${value(own)}`] : [])],
  }),
});
export type PlannedAsked = AskedOf<typeof PLANNED>;

export const COLLECTION_MODES = {
  pickup: { label: 'On va le chercher', short: 'à chercher', icon: 'truck' },
  dropoff: { label: 'Le donateur l’apporte', short: 'apporté', icon: 'store' },
} as const;
export type CollectionMode = keyof typeof COLLECTION_MODES;

export interface CollectionPlan {
  /** `2026-12-03`, today or later. */
  readonly on: string;
  readonly mode: CollectionMode;
  /** `9:30`; both, one or none. */
  readonly from?: string;
  readonly to?: string;
  readonly address?: string;
  readonly postalCode?: string;
  readonly communeCode?: string;
  readonly commune?: string;
  /** One of the donor's contacts. */
  readonly contactId?: string;
  /** « Deux chariots, des cartons » */
  readonly bring?: string;
}

export interface CollectionView {
  readonly mode: CollectionMode;
  /** `09:30` */
  readonly from: string | null;
  readonly to: string | null;
  readonly address: string;
  readonly postalCode: string | null;
  readonly communeCode: string | null;
  readonly commune: string | null;
  readonly contactId: string | null;
  readonly contact: ContactView | null;
  readonly bring: string;
}

export interface PlannedView extends CollectionView {
  readonly donationId: string;
  readonly number: string;
  readonly on: string;
  readonly late: boolean;
  readonly donorKind: DonorKind;
  readonly donorName: string;
  readonly place: string;
  readonly organisation: string;
  readonly expected: readonly { readonly category: Category; readonly quantity: number }[];
  /** Locks the donor said are not released yet, or of which nothing was said. */
  readonly unreleased: number;
}

/** A collection as it is read: what leads to somebody's door under seal. */
export type SealedPlan<C extends CollectionView> = Omit<C, 'address' | 'bring' | 'contact'> & {
  readonly words: SealedJson | null;
  readonly contact: SealedContact | null;
};

const openPlan = <R extends SealedPlan<CollectionView>>({ words, contact, ...row }: R) => ({
  ...row,
  ...openCollection(words),
  contact: contact && openContact(contact),
});

type Giver = Pick<DonationRow, 'donor_id' | 'organisation_id'>;

export const isReached = (plan: CollectionView | null): boolean =>
  plan !== null && Boolean(plan.address || plan.contact || plan.bring);

@Injectable()
export class CollectionsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly communes: CommunesService,
  ) {}

  /**
   * Plans the collection of a promise, or changes a plan: the day's change leaves a history row.
   * @throws RuleBroken `intake.donation_not_now`, `intake.day_*`, `intake.date_wrong`, `intake.hour_wrong`, `intake.hours_wrong`,
   * `intake.collection_mode_missing`, `intake.address_*`, `intake.postal_code_wrong`, `intake.contact_unknown`, `intake.note_too_long`,
   * `territory.commune_*`; NotFound.
   */
  async plan(tx: EntityManager, actor: Actor, donationId: string, plan: CollectionPlan): Promise<void> {
    const donation = await lockDonation(tx, actor, donationId);
    const verb = donation.state === 'planned' ? 'replan' : 'plan';
    mustMay(actor, verb, donation);
    const [on, from, to, , where, postalCode, contact, bring] = await this.judged(tx, donation, plan);
    const [address, commune] = where;
    const [there] = await rows<{ words: SealedJson | null }>(
      tx,
      `SELECT ${COLLECTION_JSON} AS words FROM intake.collection l WHERE l.donation_id = $1`,
      [donationId],
    );
    const words = { address, bring, postalCode: postalCode ?? '', commune: commune ? communeWords(commune) : '' };
    const { keyId, sealed } = sealCollection(donationId, words, there?.words ?? null);
    const planned = () =>
      run(
        tx,
        `INSERT INTO intake.collection (donation_id, mode, from_time, to_time, commune_code, postal_code, contact_id, key_id, sealed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (donation_id) DO UPDATE SET mode = EXCLUDED.mode, from_time = EXCLUDED.from_time, to_time = EXCLUDED.to_time,
         postal_code = EXCLUDED.postal_code, commune_code = EXCLUDED.commune_code, contact_id = EXCLUDED.contact_id,
         key_id = EXCLUDED.key_id, sealed = EXCLUDED.sealed, changed_at = platform.now()`,
        [donationId, plan.mode, from, to, commune?.code ?? null, postalCode, contact, keyId, sealed],
      );
    await moveDonation(tx, actor, donation, verb, {
      on,
      facts: { on, from: from || undefined, to: to || undefined },
      planned,
    });
  }

  /** All that is to be corrected in a plan, at once. Writes nothing. @throws as `plan` */
  async judge(tx: EntityManager, actor: Actor, donationId: string, plan: Partial<CollectionPlan>): Promise<void> {
    await this.judged(tx, await lockDonation(tx, actor, donationId, 'share'), plan);
  }

  private judged(tx: EntityManager, donation: Giver, plan: Partial<CollectionPlan>) {
    let begins: string | null = null;
    return askAll(
      async () => {
        const on = readDay(plan.on, 'on');
        if (!on) throw new RuleBroken('intake.day_missing', {}, 'on');
        if (on < (await bankDay(tx))) throw new RuleBroken('intake.day_past', {}, 'on');
        return on;
      },
      () => {
        begins = readHour(plan.from, 'from');
        return begins;
      },
      () => {
        const to = readHour(plan.to, 'to');
        if (begins && to && begins >= to) throw new RuleBroken('intake.hours_wrong', {}, 'to');
        return to;
      },
      () => {
        if (!Object.hasOwn(COLLECTION_MODES, plan.mode ?? ''))
          throw new RuleBroken('intake.collection_mode_missing', {}, 'mode');
      },
      () => this.address(tx, plan),
      () => (plan.mode === 'dropoff' ? null : readPostalCode(plan.postalCode)),
      () => this.contact(tx, donation, plan.contactId),
      () => {
        const bring = plan.bring?.trim() ?? '';
        if (bring.length > 300) throw new RuleBroken('intake.note_too_long', { max: 300 }, 'bring');
        return bring;
      },
    );
  }

  /** The caller has asked whether the donation may be seen. */
  async of(donationId: string): Promise<CollectionView | null> {
    const [row] = await rows<SealedPlan<CollectionView>>(
      this.db,
      `SELECT ${COLLECTION} FROM intake.collection l LEFT JOIN territory.commune lm ON lm.code = l.commune_code
       LEFT JOIN intake.donor_contact c ON c.id = l.contact_id WHERE l.donation_id = $1`,
      [donationId],
    );
    return row ? openPlan(row) : null;
  }

  /** A page of the planned collections: by day and hour, from the late ones on, unless another order is asked for; 200 where nothing is said. */
  async planned(actor: Actor, asked: PlannedAsked = {}): Promise<CountedPage<PlannedView>> {
    mustHave(actor, READ.donations);
    const page = await PLANNED.page(this.db, scopeOf(actor, READ.donations), { limit: 200, ...asked }, true);
    const plans = page.items.map(openPlan);
    if (may(actor, READ.donorNames) && plans.some(isReached)) await recordAccess(this.db, actor, 'collection_list');
    const items = plans.map(({ id: _, ...row }) => ({
      ...collectionFor(actor, row),
      donorName: donorName(actor, row.donorKind, row.donorName),
    }));
    return { ...page, items };
  }

  private async address(tx: EntityManager, plan: Partial<CollectionPlan>): Promise<[string, CommuneView | null]> {
    if (plan.mode === 'dropoff') return ['', null];
    const address = plan.address?.trim() ?? '';
    const commune = await this.communes.resolve(tx, { code: plan.communeCode, typed: plan.commune });
    if (plan.mode && !address && !commune) throw new RuleBroken('intake.address_missing', {}, 'address');
    if (address.length > 200) throw new RuleBroken('intake.address_too_long', { max: 200 }, 'address');
    return [address, commune];
  }

  private async contact(
    tx: EntityManager,
    { donor_id: donorId, organisation_id: organisationId }: Giver,
    id?: string,
  ): Promise<string | null> {
    if (!id?.trim()) return null;
    const [known] = isId(id)
      ? await rows<{ id: string }>(
          tx,
          `SELECT c.id FROM intake.donor_contact c LEFT JOIN people.organisation o ON o.id = c.organisation_id
           WHERE c.id = $1 AND c.donor_id = ANY (intake.donors_of($2)) AND (c.organisation_id = $3 OR o.kind = 'bank')`,
          [id, donorId, organisationId],
        )
      : [];
    if (!known) throw new RuleBroken('intake.contact_unknown', {}, 'contactId');
    return known.id;
  }
}
