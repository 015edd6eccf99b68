import { categoryOf } from '#bank/devices';
import { type AskedOf, ofChoice, ofId, ofWords, wholeList } from '#platform/database';
import { REQUESTABLE, type Requestable } from '../requests/needs.js';
import type { ProposalView } from './proposals.service.js';

type InOrder = (a: ProposalView, b: ProposalView) => number;

const inWords =
  (of: (p: ProposalView) => string): InOrder =>
  (a, b) =>
    of(a).localeCompare(of(b), 'fr');

/** The orders in which proposals are shown; which device is proposed for whom is the same in each. */
export const PROPOSAL_SORTS = {
  first: { label: 'Prioritaires, puis anciennes', heading: 'Pourquoi', order: 'ascending', by: () => 0 },
  newest: { label: 'Récentes d’abord', order: 'descending', by: (a, b) => a.waitingDays - b.waitingDays },
  oldest: { label: 'Anciennes d’abord', order: 'ascending', by: (a, b) => b.waitingDays - a.waitingDays },
  structure: { label: 'Par structure', heading: 'Structure', order: 'ascending', by: inWords((p) => p.structure) },
  commune: { label: 'Par commune', order: 'ascending', by: inWords((p) => p.commune) },
  possible: {
    label: 'Appareil disponible d’abord',
    heading: 'Appareil proposé',
    order: 'ascending',
    by: (a, b) => Number(!a.deviceId) - Number(!b.deviceId),
  },
} as const satisfies Readonly<
  Record<string, { label: string; heading?: string; order: 'ascending' | 'descending'; by: InOrder }>
>;

export const PROPOSALS = wholeList(
  {
    requestId: ofId({ page: 'demande' }),
    structureId: ofId({ page: 'structure' }),
    category: ofChoice({
      label: 'Type',
      page: 'type',
      choices: Object.fromEntries(REQUESTABLE.map((c) => [c, categoryOf(c).label])) as Record<Requestable, string>,
    }),
    /** How many of those just accepted somebody else had taken meanwhile. */
    taken: ofWords({ page: 'deja', pageOnly: true, longest: 3 }),
  },
  PROPOSAL_SORTS,
);
export type ProposalsAsked = AskedOf<typeof PROPOSALS>;
