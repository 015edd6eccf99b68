import type { Lists } from '#database';
import { CHANNELS, ORGANISATION_KINDS, ROLES, ROLES_OF } from '#kernel';

/** What a place is, from large to small. */
export const PLACE_KINDS = ['site', 'room', 'shelf'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What people share with Postgres. */
export const PEOPLE_LISTS: Lists = {
  words: {
    'people.channel': CHANNELS,
    'people.organisation_kind': ORGANISATION_KINDS,
    'people.place_kind': PLACE_KINDS,
  },
  groups: { 'people.roles': ROLES },
  rows: {
    'people.role_of': ORGANISATION_KINDS.flatMap((organisation_kind) =>
      ROLES_OF[organisation_kind].map((role) => ({ organisation_kind, role })),
    ),
  },
};
