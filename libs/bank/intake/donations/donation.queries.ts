import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { visibleTo } from '#bank/devices';
import { recordAccess } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, isId, may, mustHave, organisationOf, type Page, pageById, READ, scopeOf } from '#platform/kernel';
import { CollectionsService, isReached } from '../collections/collections.service.js';
import { type DonorKind, unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { collectionFor, donorName } from '../donors/donor-names.js';
import {
  CONTACT_JSON,
  FORMER_COLLECTIONS,
  openCollectionChange,
  openContact,
  type SealedChange,
  type SealedContact,
} from '../sealing.js';
import { allowedOnDonation } from './donation.lifecycle.js';
import type {
  DonationEventView,
  DonationListRow,
  DonationListView,
  DonationOfDevice,
  DonationView,
  LoggedDeviceView,
} from './donation.views.js';
import { DONATION_JOINS, DONATIONS, type DonationsAsked, donationColumns } from './donation-listing.js';
import { ReleaseService } from './release.service.js';

/** What was announced, logged and refused, category by category; what was neither logged nor refused is missing. */
const BALANCE = `SELECT json_agg(json_build_object('category', b.category, 'expected', b.expected, 'logged', b.logged, 'refused', b.refused,
    'missing', greatest(b.expected - b.logged - b.refused, 0)) ORDER BY b.expected DESC, b.category)
  FROM (SELECT x.category, sum(x.expected)::int AS expected, sum(x.logged)::int AS logged, sum(x.refused)::int AS refused FROM (
      SELECT category, quantity AS expected, 0 AS logged, 0 AS refused FROM intake.donation_expected WHERE donation_id = n.id
      UNION ALL SELECT category, 0, 1, 0 FROM devices.device WHERE donation_id = n.id AND state <> 'withdrawn'
      UNION ALL SELECT category, 0, 0, quantity FROM intake.refused WHERE donation_id = n.id AND withdrawn_at IS NULL
    ) x GROUP BY x.category) b`;
const REFUSED = `SELECT json_agg(json_build_object('id', f.id, 'category', f.category, 'quantity', f.quantity, 'reason', f.reason, 'fate', f.fate,
    'note', f.note, 'at', f.at, 'operatorNumber', f.operator_number) ORDER BY f.id)
  FROM intake.refused f WHERE f.donation_id = n.id AND f.withdrawn_at IS NULL`;

type DonationRow = DonationListRow &
  Omit<DonationView, keyof DonationListView | 'contact' | 'collection' | 'release' | 'allowed' | 'events'> & {
    readonly events: readonly SealedEvent[];
    readonly contact: SealedContact | null;
    readonly papers: string[];
  };

const named =
  (actor: Actor) =>
  <D extends DonationListRow>({ person, ...row }: D) => ({
    ...row,
    donorName: donorName(actor, row.donorKind, row.donorName),
    personName: person && may(actor, READ.donorNames) ? openContact(person).name : null,
  });

/** A donor that another replaced is named as the donation's organisation calls it. */
const DONOR_NAMED = (
  value: string,
) => `CASE WHEN f.field = 'donor_id' THEN (SELECT coalesce(fk.name, fd.name, ${unnamed('fd.kind')}) FROM intake.donor fd
  LEFT JOIN intake.donor_known fk ON fk.donor_id = fd.id AND fk.organisation_id = n.organisation_id WHERE fd.id::text = ${value}) ELSE ${value} END`;
const DONATION_CHANGES = `json_agg(json_build_object('field', f.field, 'before', ${DONOR_NAMED('f.before')}, 'after', ${DONOR_NAMED('f.after')}) ORDER BY f.id)`;

type SealedEvent = DonationEventView & { readonly words: readonly SealedChange[] };

/** Who may not know how donors are called and where they are reads nothing of which took another's place. */
const eventFor =
  (actor: Actor) =>
  ({ words, ...e }: SealedEvent): DonationEventView => ({
    ...e,
    changes: may(actor, READ.donorNames)
      ? [...e.changes, ...words.flatMap(openCollectionChange)]
      : e.changes.filter(({ field }) => field !== 'donor_id'),
  });

@Injectable()
export class DonationQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly collections: CollectionsService,
    private readonly release: ReleaseService,
  ) {}

  list(actor: Actor, asked: DonationsAsked = {}): Promise<Page<DonationListView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: DonationsAsked = {}): Promise<CountedPage<DonationListView>> {
    return this.read(actor, asked, true);
  }

  private async read(actor: Actor, asked: DonationsAsked, counts: boolean): Promise<CountedPage<DonationListView>> {
    const reader = { own: scopeOf(actor, READ.donations), names: may(actor, READ.donorNames) };
    const page = await DONATIONS.page(this.db, reader, asked, counts);
    const items = page.items.map(named(actor));
    if (items.some((donation) => donation.personName)) await recordAccess(this.db, actor, 'donation_list');
    return { ...page, items };
  }

  async byId(actor: Actor, id: string): Promise<DonationView> {
    mustHave(actor, READ.donations);
    const row = await rowOf<DonationRow>(
      this.db,
      `SELECT ${donationColumns('$2')}, n.place_id AS "placeId", n.cancel_reason AS "cancelReason",
         (SELECT q.demanded FROM intake.erasure_demand q WHERE q.donation_id = n.id ORDER BY q.id DESC LIMIT 1) AS "demandedClass", corrections.awaited(n.id, $2) AS "correctionAwaited",
         (SELECT count(*)::int FROM devices.device d JOIN devices.asset_code a ON a.code = d.code
          WHERE d.donation_id = n.id AND a.printed_at IS NULL AND d.state <> 'withdrawn') AS "toPrint",
         (SELECT ${CONTACT_JSON} FROM intake.donor_contact c WHERE c.donor_id = ANY (intake.donors_of(n.donor_id)) AND (c.organisation_id = n.organisation_id OR $2::uuid IS NULL)
          ORDER BY c.organisation_id = n.organisation_id DESC, c.main DESC, c.id LIMIT 1) AS contact,
         coalesce((SELECT json_agg(json_build_object('category', e.category, 'quantity', e.quantity, 'logged',
           (SELECT count(*) FROM devices.device d WHERE d.donation_id = n.id AND d.category = e.category AND d.state <> 'withdrawn')) ORDER BY e.quantity DESC)
          FROM intake.donation_expected e WHERE e.donation_id = n.id), '[]') AS expected,
         coalesce((${BALANCE}), '[]') AS balance, coalesce((${REFUSED}), '[]') AS refused,
         (SELECT json_agg(json_build_object('verb', v.verb, 'at', v.at, 'operatorNumber', v.operator_number, 'organisation', vo.name,
            'operatorName', CASE WHEN v.organisation_id = $3 THEN u.name END, 'reason', v.reason, 'facts', v.facts,
            'changes', coalesce((SELECT ${DONATION_CHANGES} FROM intake.former_value f WHERE f.donation_event_id = v.id), '[]'),
            'words', coalesce(${FORMER_COLLECTIONS}, '[]')) ORDER BY v.id DESC)
          FROM intake.donation_event v LEFT JOIN people.organisation vo ON vo.id = v.organisation_id
          LEFT JOIN people.membership m ON m.id = v.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id WHERE v.donation_id = n.id) AS events,
         intake.donation_papers(n.id) AS papers
       FROM intake.donation n ${DONATION_JOINS} WHERE n.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
      [id, scopeOf(actor, READ.donations), organisationOf(actor)],
      { donation: id },
    );
    const [collection, release] = await Promise.all([this.collections.of(id), this.release.of(id)]);
    const { papers, ...donation } = row;
    const standing = {
      ...donation,
      papers,
      refusedCount: row.refused.length,
      wasPromised: row.events.some(({ verb }) => verb === 'promise'),
    };
    if (
      may(actor, READ.donorNames) &&
      (row.contact || row.person || isReached(collection) || row.events.some((e) => e.words.length))
    )
      await recordAccess(this.db, actor, 'donation', row.donorId);
    return {
      ...named(actor)(donation),
      events: row.events.map(eventFor(actor)),
      contact: row.contact && may(actor, READ.donorNames) ? openContact(row.contact) : null,
      collection: collection && collectionFor(actor, collection),
      release,
      allowed: allowedOnDonation(actor, standing),
    };
  }

  /** The devices of a donation, last logged first. What became of one is told only to whoever still sees it. */
  async devices(
    actor: Actor,
    donationId: string,
    page: { cursor?: string | undefined; limit?: number | undefined } = {},
  ): Promise<Page<LoggedDeviceView>> {
    mustHave(actor, READ.donations);
    const seen = visibleTo(actor, 'd', '$4');
    return pageById(page, (beyond, most) =>
      rows<LoggedDeviceView>(
        this.db,
        `SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.serial IS NOT NULL AND d.serial_key IS NULL AS "genericSerial", d.condition,
         ${seen} AS visible, CASE WHEN ${seen} THEN d.state END AS state, (${seen} AND d.in_deposit AND d.state <> ALL (devices.out_states())) AS "inDeposit", a.printed_at IS NOT NULL AS "labelPrinted",
         b.year AS "boughtYear", b.day::text AS "boughtOn"
       FROM devices.device d JOIN devices.asset_code a ON a.code = d.code JOIN intake.donation n ON n.id = d.donation_id
         LEFT JOIN intake.device_purchase b ON b.device_id = d.id
       WHERE d.donation_id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) AND ($3::uuid IS NULL OR d.id < $3) AND d.state <> 'withdrawn'
       ORDER BY d.id DESC LIMIT $5`,
        [isId(donationId) ? donationId : null, scopeOf(actor, READ.donations), beyond, organisationOf(actor), most],
      ),
    );
  }

  /** The donation that a device came with; null when it is not theirs to read. */
  async ofDevice(actor: Actor, deviceId: string, on: Reader = this.db): Promise<DonationOfDevice | null> {
    mustHave(actor, READ.donations);
    const [row] = await rows<DonationOfDevice & { donorKind: DonorKind }>(
      on,
      `SELECT n.id, n.number, r.kind AS "donorKind", coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName", n.received_at AS "receivedAt", n.created_at AS "createdAt"
       FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id ${GIVER}
       WHERE d.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
      [isId(deviceId) ? deviceId : null, scopeOf(actor, READ.donations)],
    );
    return row ? { ...row, donorName: donorName(actor, row.donorKind, row.donorName) } : null;
  }

  /** Where the actor may take a donation in: places of the bank and of collection points, or of their own. */
  async places(actor: Actor): Promise<{ id: string; name: string; organisation: string }[]> {
    mustHave(actor, READ.donations);
    return rows<{ id: string; name: string; organisation: string }>(
      this.db,
      `SELECT p.id, CASE WHEN q.id IS NULL THEN p.name ELSE q.name || ', ' || p.name END AS name, o.name AS organisation
       FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id LEFT JOIN people.place q ON q.id = p.parent_id
       WHERE p.active AND o.active AND p.kind <> 'shelf' AND o.kind = ANY (intake.receiving_kinds()) AND ($1::uuid IS NULL OR o.id = $1)
       ORDER BY o.kind = 'bank', o.name, coalesce(q.name, p.name), p.parent_id IS NOT NULL, p.name LIMIT 500`,
      [scopeOf(actor, READ.donations)],
    );
  }
}
