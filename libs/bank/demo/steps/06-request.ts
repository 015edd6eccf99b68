import {
  DeliveriesService,
  QuotasService,
  RequestAnswersService,
  RequestQueries,
  RequestsService,
  type RequestUnitView,
  ReservationsService,
} from '#bank/allocation';
import { ArrivalsService } from '#bank/logistics';
import type { MachineName } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';

export interface Requested {
  /** What the bank approved for the CCAS, in the order in which it was asked for. */
  readonly laptops: readonly RequestUnitView[];
  readonly tablets: readonly RequestUnitView[];
}

const QUOTAS = [
  ['structure', 'laptop', 20],
  ['structure', 'tablet', 6],
  ['structure', 'smartphone', 3],
  ['otherStructure', 'laptop', 4],
  ['otherStructure', 'desktop', 4],
] as const;

/** What structures may have, what they ask for, and what the bank answers; one request still waits. */
export async function request(t: Seeding): Promise<Requested> {
  const { leila, ines, omar } = t.people;
  const requests = t.get(RequestsService);
  const decisions = t.get(RequestAnswersService);
  const { startsOn, endsOn } = await t.get(QuotasService).period();
  for (const [organisation, category, allowed] of QUOTAS) {
    const quota = { structureId: t.organisations[organisation].id, category, startsOn, endsOn, allowed };
    await t.does((tx) => t.get(QuotasService).set(tx, leila, quota));
  }
  const asked = async (who: typeof ines, placeId: string, lines: Line[], urgency = 'normal'): Promise<string> => {
    const id = await t.does((tx) => requests.draft(tx, who, { placeId, urgency, lines }));
    await t.does((tx) => requests.submit(tx, who, id));
    return id;
  };
  const main = await asked(ines, t.organisations.structure.place, [
    { category: 'laptop', quantity: 8, needs: ['procedures', 'video'] },
    { category: 'tablet', quantity: 2, needs: ['contact'] },
  ]);
  await t.does((tx) => decisions.approve(tx, leila, main));
  const other = await asked(omar, t.organisations.otherStructure.place, [
    { category: 'desktop', quantity: 1, needs: ['office'] },
    { category: 'laptop', quantity: 1, needs: ['training'] },
  ]);
  await t.does((tx) => decisions.approve(tx, leila, other));
  const tooMany = await asked(omar, t.organisations.otherStructure.place, [
    { category: 'laptop', quantity: 12, needs: [] },
  ]);
  await t.does((tx) =>
    decisions.refuse(tx, leila, tooMany, { reason: 'quota_used', note: 'Votre quota est de 4 portables cette année.' }),
  );
  await asked(
    ines,
    t.organisations.structure.place,
    [{ category: 'laptop', quantity: 2, needs: ['school'] }],
    'priority',
  );
  await t.does((tx) =>
    requests.draft(tx, ines, {
      placeId: t.organisations.structure.place,
      lines: [{ category: 'smartphone', quantity: 2, needs: ['contact'] }],
    }),
  );
  const { unitList } = await t.get(RequestQueries).byId(ines, main);
  return {
    laptops: unitList.filter((u) => u.category === 'laptop'),
    tablets: unitList.filter((u) => u.category === 'tablet'),
  };
}

interface Line {
  readonly category: string;
  readonly quantity: number;
  readonly needs: readonly string[];
}

const DELIVERED = ['first', 'givenBack', 'onTheShelf', 'broken', 'withAFault', 'replacement'] as const;

/** Devices are kept for what was asked, leave for the structure, and are confirmed there; one is on its way, one waits. */
export async function delivery(t: Seeding, { machines, laptops, tablets }: Donated & Requested): Promise<void> {
  const { leila, ines } = t.people;
  const arrivals = t.get(ArrivalsService);
  const chosen: readonly MachineName[] = [...DELIVERED, 'reserved', 'onItsWay'];
  const pairs = [
    ...chosen.map((name, i) => ({ unitId: laptops[i]!.id, deviceId: machines[name].id })),
    { unitId: tablets[0]!.id, deviceId: machines.inRepair.id },
  ];
  await t.does((tx) => t.get(ReservationsService).reserve(tx, leila, pairs));

  const box = [...DELIVERED, 'inRepair' as const].map((name) => machines[name]);
  const deliver = (deviceIds: string[]) => t.does((tx) => t.get(DeliveriesService).deliver(tx, leila, { deviceIds }));
  const { transferId } = await deliver(box.map((machine) => machine.id));
  const codes = box.map((machine) => machine.code);
  await t.does((tx) => arrivals.confirm(tx, ines, transferId, codes));
  await t.does((tx) => arrivals.finish(tx, ines, transferId));
  await deliver([machines.onItsWay.id]);
}
