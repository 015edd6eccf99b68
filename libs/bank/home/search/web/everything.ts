import { Injectable } from '@nestjs/common';
import { type FoundPeople, PeopleFinder, peopleHits, searchHandovers, searchRequests } from '#bank/allocation';
import { categoryLabel, DeviceList, DeviceQueries, showAssetCode } from '#bank/devices';
import { searchDocuments } from '#bank/documents';
import { searchTickets } from '#bank/faults';
import { searchIncidents } from '#bank/incidents';
import { searchDonations, searchDonors } from '#bank/intake';
import { searchContainers, searchTransfers } from '#bank/logistics';
import { searchMembers, searchOrganisations, searchPlaces } from '#bank/people';
import { searchReceipts } from '#bank/receipts';
import { searchSims } from '#bank/sims';
import { searchRemovedMedia } from '#bank/workshop';
import type { Reader } from '#platform/database';
import { type Actor, HITS_SHOWN, joined, type SearchHit } from '#platform/kernel';
import { addressOf } from '#platform/ui';
import { stateOf } from '../../../devices/web/device.words.js';

export interface FoundGroup {
  readonly kind: string;
  readonly label: string;
  readonly hits: readonly SearchHit[];
  /** Whether there are more than are shown. */
  readonly others: boolean;
  /** The list with all of them, when there are more and it is searched the same way. */
  readonly more: string | null;
}

export interface FoundThings {
  readonly groups: readonly FoundGroup[];
  /** The page of the one thing that bears exactly what was typed. */
  readonly only: string | null;
  /** It looks like the code of a device, but its last symbols do not fit the others. */
  readonly wrongCheck: boolean;
  /** Why nobody is shown although somebody may be called so. */
  readonly peopleRefused: FoundPeople['refused'];
}

type Search = (on: Reader, actor: Actor, typed: string) => Promise<SearchHit[]>;

interface Kind {
  readonly kind: string;
  readonly label: string;
  readonly search: Search;
  readonly list?: string;
}

const PAPERS = 'documents';
const MEMBERS = 'members';
const PEOPLE = 'beneficiaries';

/** What is found beside devices, in the order of the chain. */
export const SEARCHED_KINDS: readonly Kind[] = [
  { kind: 'donations', label: 'Dons', search: searchDonations },
  { kind: 'donors', label: 'Donateurs', search: searchDonors, list: '/dons/donateurs' },
  { kind: 'transfers', label: 'Lots', search: searchTransfers },
  { kind: 'containers', label: 'Caisses', search: searchContainers },
  { kind: 'removed_media', label: 'Supports retirés', search: searchRemovedMedia },
  { kind: 'requests', label: 'Demandes', search: searchRequests },
  // Looked for by `PeopleFinder`: who reads a name is noted before it is shown.
  { kind: PEOPLE, label: 'Bénéficiaires', search: async () => [] },
  { kind: 'handovers', label: 'Remises', search: searchHandovers },
  { kind: 'sims', label: 'Cartes SIM', search: searchSims, list: '/sim' },
  { kind: 'tickets', label: 'Pannes', search: searchTickets },
  { kind: 'incidents', label: 'Incidents', search: searchIncidents },
  { kind: 'receipts', label: 'Reçus', search: searchReceipts },
  { kind: PAPERS, label: 'Documents', search: searchDocuments },
  { kind: 'organisations', label: 'Organisations', search: searchOrganisations },
  { kind: 'places', label: 'Lieux', search: searchPlaces },
  { kind: MEMBERS, label: 'Membres', search: searchMembers },
];

/** One search over everything that is printed or said. Each room finds its own, among what the actor sees. */
@Injectable()
export class Everything {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly deviceList: DeviceList,
    private readonly people: PeopleFinder,
  ) {}

  /** @param typed anything, in any case, not blank @param on what reads together: one statement for all but the words of devices */
  async find(
    actor: Actor,
    typed: string,
    together: <T>(work: (on: Reader) => Promise<T>) => Promise<T>,
  ): Promise<FoundThings> {
    const [[device, people, ...found], page] = await Promise.all([
      together((on) =>
        Promise.all([
          this.devices.byIdentifier(actor, typed, on),
          this.people.read(on, actor, typed),
          ...SEARCHED_KINDS.map((kind) => kind.search(on, actor, typed)),
        ]),
      ),
      this.deviceList.page(actor, { q: typed }, HITS_SHOWN + 1),
    ]);
    const shown = await this.people.noted(actor, people);
    found[SEARCHED_KINDS.findIndex(({ kind }) => kind === PEOPLE)] = peopleHits(shown.people, typed);
    const exact = device.kind === 'one' ? device.id : null;
    const devices = page.items.map((d) => ({
      title: showAssetCode(d.code),
      detail: joined(
        ', ',
        [categoryLabel(d.category), d.make, d.model].filter(Boolean).join(' '),
        d.serial,
        stateOf(d).label,
      ),
      href: `/appareils/${d.code}`,
      exact: d.id === exact,
    }));
    const groups = [
      grouped({ kind: 'devices', label: 'Appareils', list: '/appareils' }, devices, typed),
      ...SEARCHED_KINDS.map((kind, i) => grouped(kind, found[i]!, typed)),
    ].filter(({ hits }) => hits.length > 0);
    // A paper with the number of what it is about (a receipt) is opened from there.
    const bearing = (of: (kind: string) => boolean) =>
      groups.flatMap(({ kind, hits }) => (of(kind) ? hits.filter((hit) => hit.exact) : []));
    // Where a person bears the name of a member, or may, which of the two is meant is for the reader to say.
    const namesakes = shown.people.length > 0 || shown.refused === 'too_many' || shown.refused === 'too_often';
    const things = bearing((kind) => kind !== PAPERS && !(kind === MEMBERS && namesakes));
    const bearers = (things.length ? things : bearing((kind) => kind === PAPERS)).map((hit) => hit.href);
    const opened = device.kind === 'one' ? [`/appareils/${device.code}`, ...bearers] : bearers;
    const [only, ...others] = new Set(opened);
    return {
      groups,
      only: only && !others.length ? only : null,
      wrongCheck: device.kind === 'wrong_check',
      // Whoever looks for a device is not told of people.
      peopleRefused:
        shown.refused === 'not_exact' || groups.some(({ kind }) => kind !== PEOPLE && kind !== MEMBERS)
          ? null
          : shown.refused,
    };
  }
}

const grouped = (
  { kind, label, list }: Omit<Kind, 'search'>,
  hits: readonly SearchHit[],
  typed: string,
): FoundGroup => ({
  kind,
  label,
  hits: hits.slice(0, HITS_SHOWN),
  others: hits.length > HITS_SHOWN,
  more: list && hits.length > HITS_SHOWN ? addressOf(list, { q: typed }) : null,
});
