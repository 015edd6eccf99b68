import type { OrganisationKey, Person } from '#bank/demo';
import type { State } from '#bank/devices';

/** Who acts for an organisation in these lives. */
export const ACTS: Partial<Record<OrganisationKey, Person>> = {
  bank: 'leila',
  collection: 'aude',
  workshop: 'moussa',
  structure: 'ines',
  otherStructure: 'omar',
  otherWorkshop: 'elise',
};

export interface Row {
  readonly id: string;
  readonly code: string;
  readonly state: State;
  readonly serial: string;
  readonly holder_org_id: string | null;
  readonly transfer_id: string | null;
  readonly data_epoch: number;
}

/** By what a public donor of the tests decided its gift. */
export const DECIDED = { kind: 'deliberation', number: '2026-118', on: '2026-01-15' } as const;
