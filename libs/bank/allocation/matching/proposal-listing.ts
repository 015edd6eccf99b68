import { categoryOf } from '#bank/devices';
import { type AskedOf, inOneOrder, ofChoice, ofId, ofWords, ofYes } from '#platform/database';
import { REQUESTABLE, type Requestable } from '../requests/needs.js';

const isPosition = (place: unknown): place is number => typeof place === 'number' && Number.isSafeInteger(place);

/** What the last run proposes, in the order of service. */
export const PROPOSALS = inOneOrder(
  {
    requestId: ofId({ page: 'demande' }),
    structureId: ofId({ page: 'structure' }),
    category: ofChoice({
      label: 'Type',
      page: 'type',
      choices: Object.fromEntries(REQUESTABLE.map((c) => [c, categoryOf(c).label])) as Record<Requestable, string>,
    }),
    possible: ofYes({
      label: 'Afficher',
      answer: 'Avec un appareil proposé',
      none: 'Tous',
      about: '`oui`: only those for whom there is a device.',
      where: () => 'l.device_id IS NOT NULL',
    }),
    /** How many of those just accepted somebody else had taken meanwhile. */
    taken: ofWords({ page: 'deja', pageOnly: true, longest: 3 }),
    /** The first reservation that was made on this visit: with it, what was kept since is ticked where deliveries are prepared. */
    since: ofWords({ page: 'depuis', pageOnly: true, longest: 36 }),
  },
  isPosition,
);
export type ProposalsAsked = AskedOf<typeof PROPOSALS>;
