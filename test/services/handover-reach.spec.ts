import { HandoversService, typedSignature } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { OrganisationsService } from '#bank/people';
import type { Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

const CONFIRMED = typedSignature('Je confirme');

let a: Allocation;
let s: Services;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
});
afterAll(() => s.close());

test('the person’s copy says where and when to come once the structure agreed to it, and its hours only with its own telephone', async () => {
  const contact = async () => {
    const { device } = await a.delivered();
    const id = await s.work((tx) =>
      a.get(HandoversService).handOver(tx, a.people.ines, {
        deviceId: device,
        newBeneficiary: {},
        mode: 'gift',
        signature: CONFIRMED,
        password: DEMO_PASSWORD,
      }),
    );
    const [paper] = await s.db.query(
      `SELECT facts->'contact' AS contact FROM documents.document WHERE cause_id = $1 AND type = 'handover_structure'`,
      [id],
    );
    return paper.contact;
  };
  const reach = { address: '3 rue des Essais, 92220 Bagneux', openingHours: 'le mardi, de 9 h à 12 h' };
  const agrees = (onPapers: boolean) =>
    s.work((tx) => a.get(OrganisationsService).sayReach(tx, a.people.ines, { ...reach, onPapers }));
  const telephone = (number: string) =>
    s.db.query('UPDATE people.organisation SET helpline = $2 WHERE id = $1', [a.people.ines.organisationId, number]);
  const before = await contact();
  await agrees(false);
  await telephone('01 23 45 67 89');
  expect(await contact()).toEqual({ address: null, hours: null });
  await agrees(true);
  expect(await contact()).toEqual({ address: reach.address, hours: reach.openingHours });
  await telephone('');
  expect(await contact()).toEqual({ address: reach.address, hours: before.hours });
});
