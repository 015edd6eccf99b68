import { BeneficiariesService, BeneficiaryMerges, RequestsService } from '#bank/allocation';
import { BulkService } from '#bank/bulk';
import { DevicesService, DuplicatesService } from '#bank/devices';
import { FaultsService } from '#bank/faults';
import { DonationsService, DonorMerges, DonorsService } from '#bank/intake';
import { ArrivalsService } from '#bank/logistics';
import { newId } from '#platform/kernel';
import { takeOut } from '../machines/removed-deeds.js';
import type { Life } from '../planted/life.js';
import { openDataSource } from '../servers/database.js';
import { BRING_TO } from '../things/device-states.js';
import { fault, INCIDENTS, SIMS, TICKETS } from './come-to.js';
import type { Typed } from './presser.js';

/** A thing that has another one of its kind beside it, or that was put together with one entered twice. */
export interface Accompanied {
  readonly what: string;
  readonly thing: string;
  /** What somebody would type of the other. */
  readonly typed?: Typed;
}

const only = async (life: Life, sql: string, ...values: string[]): Promise<string> =>
  Object.values((await life.s.db.query(`${sql} LIMIT 1`, values))[0])[0] as string;
const code = async (life: Life, id: string): Promise<string> => (await life.row(id)).code;
const personOf = (life: Life, device: string): Promise<string> =>
  only(life, 'SELECT beneficiary_id FROM allocation.handover WHERE device_id = $1 ORDER BY id DESC', device);

/** The person of a device was entered twice. */
async function personEnteredTwice(life: Life, person: string): Promise<void> {
  const { ines } = life.people;
  const double = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, ines, {}));
  const into = await only(life, 'SELECT reference FROM allocation.beneficiary WHERE id = $1', double);
  await life.s.work((tx) => life.get(BeneficiaryMerges).merge(tx, ines, person, { into, reason: 'entered_twice' }));
}

export const DEVICES_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const [twice, double] = [await life.log(), await life.logOn(await life.donation(`Ville de Meudon ${newId()}`), {})];
  const [doubleCode, staying] = [await code(life, double), await code(life, twice)];
  // Two serials would say that they are two machines.
  await life.s.work((tx) => life.get(DevicesService).correct(tx, life.people.leila, double, { serial: null }));
  await life.s.work((tx) => life.get(DuplicatesService).merge(tx, life.people.leila, double, staying, 'misread'));
  const broken = await BRING_TO.handed_over(life);
  await fault(life, broken);
  const merged = await BRING_TO.handed_over(life);
  await personEnteredTwice(life, await personOf(life, merged));
  const second = await BRING_TO.delivered(life);
  const person = await personOf(life, await BRING_TO.handed_over(life));
  await life.handOver(second, person);
  const ready = await BRING_TO.at_workshop(life);
  await life.prove(ready);
  const reference = await only(life, 'SELECT reference FROM allocation.beneficiary WHERE id = $1', person);
  return [
    { what: 'whose double was withdrawn', thing: staying },
    { what: 'that was entered twice', thing: doubleCode },
    { what: 'with an open fault', thing: await code(life, broken) },
    { what: 'of a person entered twice', thing: await code(life, merged) },
    { what: 'of a person who has two', thing: await code(life, second) },
    { what: 'that may be put in stock', thing: await code(life, ready) },
    {
      what: 'for somebody who is known',
      thing: await code(life, await BRING_TO.delivered(life)),
      typed: { reference },
    },
  ];
};

export const DONATIONS_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const { aude, leila } = life.people;
  const card = (): Promise<string> =>
    life.s.work((tx) =>
      life.get(DonorsService).register(tx, aude, { kind: 'public_body', name: `Ville ${newId().slice(-7)}` }),
    );
  const [goes, stays] = [await card(), await card()];
  const gift = (donorId: string): Promise<string> =>
    life.s.work((tx) =>
      life.get(DonationsService).create(tx, aude, {
        donorId,
        placeId: life.s.fixtures.organisations.collection.place,
        arrival: 'received',
      }),
    );
  const [of, other] = [await gift(goes), await gift(stays)];
  for (const id of [of, other]) await life.logOn(id, {});
  await life.s.work((tx) => life.get(DonorMerges).merge(tx, leila, goes, { into: stays, reason: 'entered_twice' }));
  return [
    { what: 'of a donor entered twice', thing: of },
    { what: 'with a second one of its donor open', thing: other },
  ];
};

export const REQUESTS_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const { ines } = life.people;
  const person = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, ines, {}));
  const asked = async (): Promise<string> => {
    const { request, unit } = await life.approved();
    await life.s.work((tx) => life.get(RequestsService).bind(tx, ines, request, unit, person));
    return request;
  };
  const [first, second] = [await asked(), await asked()];
  await personEnteredTwice(life, person);
  return [
    { what: 'of a person who waits twice, entered twice', thing: first },
    { what: 'the second one of a person entered twice', thing: second },
  ];
};

export const TRANSFERS_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const [came, missing] = [await life.log(), await life.log()];
  const lot = await life.send([came, missing], 'workshop');
  const other = await life.send([await life.log()], 'workshop');
  await life.receive(lot, [await code(life, came), await code(life, await BRING_TO.received(life))]);
  const arriving = await BRING_TO.in_transit(life);
  const codes = await code(life, arriving);
  const all = (await life.row(arriving)).transfer_id!;
  await life.s.work((tx) => life.get(ArrivalsService).confirm(tx, life.people.moussa, all, [codes]));
  const late = await code(life, missing);
  return [
    { what: 'that lacks one and brought another', thing: lot, typed: { codes: late } },
    { what: 'with another between the same two', thing: other, typed: { code: late, codes: late } },
    { what: 'that is all there', thing: all, typed: { codes } },
  ];
};

/** It was over so long ago that what is reported now is another one. */
async function longOver(life: Life, ticket: string): Promise<void> {
  const owner = await openDataSource(life.s.database.ownerUrl, {}, 1);
  await owner.query('SET session_replication_role = replica');
  await owner.query(`UPDATE maintenance.ticket SET ended_at = ended_at - interval '60 days' WHERE id = $1`, [ticket]);
  await owner.destroy();
}

export const TICKETS_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const device = await BRING_TO.handed_over(life);
  const label = await code(life, device);
  const first = await fault(life, device);
  await life.onTicket(first, 'take');
  await life.onTicket(first, 'close', { reason: 'duplicate' });
  await longOver(life, first);
  await fault(life, device);
  const nameless = await life.s.work((tx) =>
    life
      .get(FaultsService)
      .report(
        tx,
        { kind: 'stranger', channel: 'page' },
        { label: 'MAIRIE-4242', problem: 'screen', countedBy: null, sentence: 'Il ne s’allume plus.' },
      ),
  );
  const merged = await TICKETS.taken(life);
  await personEnteredTwice(
    life,
    await personOf(life, await only(life, 'SELECT device_id FROM maintenance.ticket WHERE id = $1', merged)),
  );
  return [
    { what: 'over, with another open of its device', thing: first },
    { what: 'without a device, of a device with an open one', thing: nameless, typed: { label } },
    { what: 'of a person entered twice', thing: merged },
  ];
};

export const SIMS_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const card = await SIMS.handed_out(life);
  const person = await only(life, 'SELECT beneficiary_id FROM sims.sim WHERE id = $1', card);
  const second = await SIMS.allotted(life);
  const reference = await only(life, 'SELECT reference FROM allocation.beneficiary WHERE id = $1', person);
  const lost = await SIMS.handed_out(life);
  await personEnteredTwice(life, await only(life, 'SELECT beneficiary_id FROM sims.sim WHERE id = $1', lost));
  return [
    { what: 'for a person who has one', thing: second, typed: { reference } },
    { what: 'of a person entered twice', thing: lost },
    { what: 'of a person for whom another is there', thing: card, typed: { reference } },
  ];
};

export const REMOVED_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const id = await BRING_TO.at_workshop(life);
  await takeOut(life, await life.row(id));
  await takeOut(life, await life.row(id));
  return [
    {
      what: 'beside another of its device',
      thing: await only(life, 'SELECT code FROM refurbishment.removed_medium WHERE device_id = $1', id),
    },
  ];
};

export const INCIDENTS_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const told = await INCIDENTS.told(life);
  await INCIDENTS.open(life);
  return [{ what: 'beside another of the same person', thing: told }];
};

export const BULK_BESIDE = async (life: Life): Promise<Accompanied[]> => {
  const ids = [await BRING_TO.in_stock(life)];
  const { place: placeId } = life.s.fixtures.organisations.bank;
  const act = (): Promise<string> =>
    life.s.work(async (tx) => {
      const id = await life.get(BulkService).prepare(tx, life.people.leila, { verb: 'move', ids });
      await life.get(BulkService).settle(tx, life.people.leila, id, { placeId });
      return id;
    });
  const first = await act();
  await act();
  return [{ what: 'with another of the same devices', thing: first }];
};
