import { DEMO_PASSWORD } from '#bank/demo';
import { showAssetCode } from '#bank/devices';
import { TicketQueries } from '#bank/faults';
import { readable } from '../support/browser/visitor.js';
import { type FaultDesk, faultDesk } from '../support/things/fault-desk.js';
import { deliveredDevice, handedOverDevice } from '../support/things/handed-over.js';

let desk: FaultDesk;
beforeAll(async () => {
  desk = await faultDesk();
});
afterAll(() => desk.t.close());

const queries = () => desk.t.app.get(TicketQueries);
const idOf = async (number: string): Promise<string> =>
  (
    await desk.db.query('SELECT ticket_id AS id FROM maintenance.report WHERE number = $1', [
      number.replace(/^P-|-/g, ''),
    ])
  )[0].id;

describe('whoever takes care of faults', () => {
  test('the structure takes it, takes the device in and gives it back', async () => {
    const { number, address } = await desk.reported(desk.device.code, { sentence: 'écran noir', phone: '0612345678' });
    const id = await idOf(number);
    const ines = await desk.as('ines');
    expect((await ines.get('/pannes')).text).toContain(number);
    const page = await ines.get(`/pannes/${id}`);
    expect(page.text).toContain('écran noir');
    expect(page.text).toMatch(/06\s12\s34\s56\s78/);
    const person = /href="\/beneficiaires\/[0-9a-f-]{36}">R-/;
    expect(page.text).toMatch(person);
    expect((await (await desk.as('leila')).get(`/pannes/${id}`)).text).not.toMatch(person);
    expect((await ines.post(`/pannes/${id}/actions/take`)).status).toBe(303);
    const late = await ines.post(`/pannes/${id}/actions/take`);
    expect([late.status, late.text.includes('n’est plus possible')]).toEqual([409, true]);
    expect((await ines.get(`/pannes/${id}/actions/take_in`)).text).toContain('Où le posez-vous');
    const missing = await ines.post(`/pannes/${id}/actions/take_in`, {});
    expect([missing.status, missing.text.includes('Choisissez dans la liste où poser l’appareil')]).toEqual([
      409,
      true,
    ]);
    expect(
      (await ines.post(`/pannes/${id}/actions/take_in`, { placeId: desk.fixtures.organisations.structure.place }))
        .status,
    ).toBe(303);
    expect((await desk.stranger().get(address)).text).toContain('attend une réponse, une pièce ou une réparation');
    expect((await ines.get(`/appareils/${desk.device.code}`)).text).toContain(`/pannes/${id}/actions/give_back`);
    expect((await ines.post(`/pannes/${id}/actions/give_back`, { solution: 'repaired', files: 'kept' })).status).toBe(
      303,
    );
    expect((await desk.stranger().get(address)).text).toContain('Votre demande est terminée');
    expect((await ines.get(`/appareils/${desk.device.code}`)).text).toContain(number);
    const over = (await ines.get(`/pannes/${id}`)).text;
    expect(over).toContain('Cette panne est finie.');
    expect(over).toContain(`/pannes/${id}/actions/reopen`);
  });

  test('the structure swaps the device', async () => {
    const broken = await handedOverDevice(desk.t.app, desk.fixtures);
    const replacement = await deliveredDevice(desk.t.app, desk.fixtures);
    const { number, address } = await desk.reported(broken.code);
    const id = await idOf(number);
    const ines = await desk.as('ines');
    await ines.post(`/pannes/${id}/actions/take`);
    const [{ code }] = await desk.db.query('SELECT code FROM devices.device WHERE id = $1', [replacement]);
    const promised = await deliveredDevice(desk.t.app, desk.fixtures);
    const [other] = await desk.db.query('SELECT code FROM devices.device WHERE id = $1', [promised]);
    const on = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    expect((await ines.post(`/appareils/${other.code}/rendez-vous`, { on, at: '10:00' })).status).toBe(303);
    const page = (await ines.get(`/pannes/${id}/actions/swap`)).text;
    expect(page).toMatch(new RegExp(`value="${replacement}"[\\s\\S]*${showAssetCode(code)}`));
    expect(page).not.toContain(`value="${promised}"`);
    const why = page.replace(/<[^>]*>/g, '');
    expect(why).toMatch(new RegExp(`${showAssetCode(other.code)}, [^:]*\\s: une personne vient le chercher le \\d`));
    const swap = (more: object) =>
      ines.post(`/pannes/${id}/actions/swap`, { replacementDeviceId: replacement, ...more });
    const refused = await swap({ replacementDeviceId: promised, signature_confirme: 'on', password: DEMO_PASSWORD });
    expect(refused.text).toMatch(new RegExp(`${showAssetCode(other.code)} est promis\\s: une personne a rendez-vous`));
    expect((await swap({})).text).toContain('Faites signer la personne, ou dites pourquoi elle ne signe pas.');
    expect((await swap({ unsigned: 'by_phone', password: 'pas celui-là' })).text).toContain(
      'Ce n’est pas votre mot de passe',
    );
    expect((await swap({ signature_confirme: 'on', password: DEMO_PASSWORD })).status).toBe(303);
    expect((await ines.get(`/pannes/${id}`)).text).toContain(showAssetCode(code));
    expect((await desk.stranger().get(address)).text).toContain('Votre demande est terminée');
  });

  test('each report has its own sentence and telephone beside each other, on the page and for programs', async () => {
    const { code } = await handedOverDevice(desk.t.app, desk.fixtures);
    const { number } = await desk.reported(code, { sentence: 'il fume' });
    await desk.reported(code, { phone: '0699999999' });
    const id = await idOf(number);
    const ines = await desk.as('ines');
    const page = readable(await ines.get(`/pannes/${id}`));
    const [, first, later] = /Ce qui a été dit([\s\S]*)Signalée de nouveau([\s\S]*)Notes/.exec(page)!;
    expect(first).toMatch(/« il fume »/);
    expect(first).toMatch(/Téléphone<\/dt><dd>aucun/);
    expect(first).not.toMatch(/06 99/);
    expect(later).toMatch(/06 99 99 99 99/);
    expect(later).not.toContain('il fume');
    expect((await queries().byId(desk.fixtures.people.ines, id)).reports).toMatchObject([
      { sentence: 'il fume', phone: null },
      { sentence: null, phone: '+33699999999' },
    ]);
    expect(await queries().byId(desk.fixtures.people.ines, id)).toMatchObject({ sentence: 'il fume', phone: null });
  });

  test('finding a device that has an open fault leads to that one, and says so', async () => {
    const { code } = await handedOverDevice(desk.t.app, desk.fixtures);
    const open = await idOf((await desk.reported(code)).number);
    const leila = await desk.as('leila');
    const nameless = await idOf((await desk.reported('SANS-CODE-1', { sentence: 'rien' })).number);
    expect((await leila.get(`/pannes/${nameless}/actions/assign`)).text).toContain('SANS-CODE-1');
    const done = await leila.post(`/pannes/${nameless}/actions/assign`, { label: code });
    expect([done.status, done.location]).toEqual([303, `/pannes/${open}`]);
    expect((await leila.get(done.location!)).text).toContain('Cet appareil avait déjà une panne ouverte');
    expect((await leila.get(`/pannes/${nameless}`)).text).toMatch(
      new RegExp(`continue dans une autre panne[\\s\\S]*href="/pannes/${open}"`),
    );
    const moved = await leila.get(`/pannes/${open}/actions/move_out`);
    expect(readable(moved)).toContain('« rien », étiquette : SANS-CODE-1');
    const own = await leila.post(`/pannes/${open}/actions/move_out`, { reportId: nameless });
    expect(own.location).toMatch(/^\/pannes\/[0-9a-f-]{36}$/);
    expect(own.location).not.toBe(`/pannes/${open}`);
  });

  test('the page before an end quotes what whoever reported reads afterwards', async () => {
    const ines = await desk.as('ines');
    const quoted = async (id: string, verb: 'close' | 'swap'): Promise<string> => {
      const words = readable(await ines.get(`/pannes/${id}/actions/${verb}`));
      return /La personne lit\s: «\s(.+?)\s»/.exec(words)![1]!;
    };
    const { number, address } = await desk.reported((await handedOverDevice(desk.t.app, desk.fixtures)).code);
    const id = await idOf(number);
    await ines.post(`/pannes/${id}/actions/take`);
    const both = [await quoted(id, 'close'), await quoted(id, 'swap')];
    await ines.post(`/pannes/${id}/actions/close`, { reason: 'no_fault' });
    const read = readable(await desk.stranger().get(address));
    for (const words of both) expect(read).toContain(words);
  });

  test('the bank finds the device of a number nobody knew; another structure finds nothing', async () => {
    const { number } = await desk.reported('VIEUX-77');
    const id = await idOf(number);
    const unknown = await desk.reported('2222222');
    const [leila, omar] = [await desk.as('leila'), await desk.as('omar')];
    const list = (await leila.get('/pannes?etat=triage')).text;
    expect(list).toContain(number);
    expect(list).toContain('VIEUX-77');
    const code = await idOf(unknown.number);
    for (const page of ['/pannes?etat=triage', `/pannes/${code}`, `/pannes/${code}/actions/assign`])
      expect((await leila.get(page)).text).toContain('BN-2222-222');
    const none = await leila.post(`/pannes/${id}/actions/assign`, { label: 'toujours inconnu' });
    expect(none.text).toContain('ne mène pas à un seul appareil');
    await leila.post(`/pannes/${id}/actions/assign`, { label: desk.device.code });
    expect((await (await desk.as('ines')).get(`/pannes/${id}`)).status).toBe(200);
    for (const path of [`/pannes/${id}`, `/pannes/${id}/actions/close`])
      expect((await omar.get(path)).status).toBe(404);
    expect((await omar.post(`/pannes/${id}/actions/close`, { reason: 'no_fault' })).status).toBe(404);
    for (const person of ['aude', 'karim', 'paul'] as const)
      expect((await (await desk.as(person)).get('/pannes')).status).toBe(403);
  });
});
