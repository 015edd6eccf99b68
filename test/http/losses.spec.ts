import { DataSource, type EntityManager } from 'typeorm';
import { BulkService } from '#bank/bulk';
import type { Fixtures } from '#bank/demo';
import { DevicesService, InventoryService, readInventory } from '#bank/devices';
import { IncidentQueries } from '#bank/incidents';
import { DepositsService, DonationsService, LoggingService } from '#bank/intake';
import { MediaService, RemovedMedia } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { Visitor } from '../support/browser/visitor.js';
import { benchDemo, fixture, freshSerial, NVME, PASSWORD, SATA } from '../support/counting/bench.js';
import { DECIDED } from '../support/planted/life-row.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';

let t: TestApp;
let fixtures: Fixtures;
let time: BankClock;
let office: MailServer;
beforeAll(async () => {
  office = await MailServer.open();
  ({ t, fixtures } = await testAppWith('fixtures'));
  time = bankClock({ database: t.database });
});
afterAll(async () => {
  await time.back();
  await t.close();
  await office.close();
});
// What somebody said within the hour is one incident: each test has an hour of its own.
beforeEach(() => time.pass('2 hours'));
afterEach(async () => {
  const { leila } = fixtures.people;
  const found = { reason: 'found_again', placeId: fixtures.organisations.bank.place } as const;
  for (const id of lost.splice(0)) await work((tx) => t.app.get(DevicesService).act(tx, leila, 'find', id, found));
});

const lost: string[] = [];
const db = () => t.app.get(DataSource);
const work = <T>(run: (tx: EntityManager) => Promise<T>): Promise<T> => db().transaction(run);
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replace(/<!--.*?-->/g, '');
const page = async (who: 'leila' | 'aude' | 'karim', path: string): Promise<string> =>
  plain((await (await Visitor.as(t, fixtures, who)).get(path)).text);

/** A laptop of a town hall, whose inventory shows two drives where that is asked. */
async function laptop(donor: string, { listed = false, contact = {} } = {}) {
  const { aude } = fixtures.people;
  const serial = freshSerial('PF3-LOSS-00000');
  const id = await work(async (tx) => {
    const placeId = fixtures.organisations.collection.place;
    const by = { kind: 'public_body' as const, name: donor, ...contact };
    const donation = await t.app.get(DonationsService).create(tx, aude, { donor: by, placeId, arrival: 'received' });
    await t.app.get(DepositsService).decide(tx, aude, donation, DECIDED);
    const device = { category: 'laptop', condition: 'works', serial } as const;
    return t.app.get(LoggingService).log(tx, aude, donation, device);
  });
  if (listed) {
    const file = fixture('glpi/laptop-two-disks.json', {
      [SATA]: freshSerial(SATA),
      [NVME]: freshSerial(NVME),
      PF3DEMO1: serial,
    });
    await work((tx) => t.app.get(InventoryService).attach(tx, aude, id, readInventory(file), sha256(newId())));
  }
  const [{ code }] = await db().query('SELECT code FROM devices.device WHERE id = $1', [id]);
  return { id, code: code as string };
}
const lose = async (id: string): Promise<void> => {
  const { aude } = fixtures.people;
  await work((tx) => t.app.get(DevicesService).act(tx, aude, 'report_lost', id, { reason: 'stolen' }));
  lost.push(id);
};
const incidentOf = async (id: string) => (await t.app.get(IncidentQueries).ofDevice(fixtures.people.leila, id))[0]!;

describe('before a loss is declared', () => {
  test('its form lists the media that nothing proves erased, and says that an incident opens and who is told', async () => {
    const { id, code } = await laptop('Mairie de Vanves', { listed: true });
    const form = await page('aude', `/appareils/${code}/actions/report_lost`);
    expect(form).toContain('2 supports non effacés : un incident s’ouvrira.');
    const media = await db().query('SELECT serial FROM devices.medium WHERE device_id = $1', [id]);
    for (const { serial } of media) expect(form).toContain(serial);
    const [{ name }] = await db().query('SELECT name FROM people.organisation WHERE id = $1', [
      fixtures.organisations.collection.id,
    ]);
    expect(form).toContain(`la coordination de la banque, et les responsables de ${name}.`);
    expect(form).toContain('La banque prévient ensuite le donateur, à qui sont ces données, dans les 48 heures.');
  });

  test('the form of a device that nobody listed says that its content is not known', async () => {
    const { code } = await laptop('Mairie de Vanves');
    expect(await page('aude', `/appareils/${code}/actions/report_lost`)).toContain(
      'Contenu non connu : un incident s’ouvrira.',
    );
  });

  test('the form says what ends with the device where it is on its way', async () => {
    const bench = benchDemo({ app: t.app, fixtures, work });
    const [id] = await bench.log(1);
    await bench.send(await bench.lot([id!], 'aude', 'workshop'), 'aude');
    const [code] = await bench.codesOf([id!]);
    expect(await page('aude', `/appareils/${code}/actions/report_lost`)).toContain('Son lot le comptera manquant.');
  });

  test('many at once: how many are not erased, and of each which media', async () => {
    const [known, unknown] = [await laptop('Mairie de Vanves', { listed: true }), await laptop('Mairie de Vanves')];
    const { aude } = fixtures.people;
    const bulk = t.app.get(BulkService);
    const act = await work((tx) => bulk.prepare(tx, aude, { verb: 'report_lost', ids: [known.id, unknown.id] }));
    await work((tx) => bulk.settle(tx, aude, act, { reason: 'stolen' }));
    const looked = await page('aude', `/actions-groupees/${act}`);
    expect(looked).toContain('2 appareils qui ne sont pas effacés : un incident s’ouvrira, un seul pour tous.');
    expect(looked).toContain('2 supports non effacés : ');
    expect(looked).toContain('Supports non connus');
  });
});

describe('a medium that was taken out', () => {
  test('is named by the form that declares it lost, with what its loss opens; erased, it opens nothing', async () => {
    const { karim } = fixtures.people;
    const bench = benchDemo({ app: t.app, fixtures, work });
    const { id, sata } = await bench.withTwoDisks();
    const [{ id: medium }] = await db().query('SELECT id FROM devices.medium WHERE device_id = $1 AND serial = $2', [
      id,
      sata,
    ]);
    const code = await work((tx) => t.app.get(MediaService).gone(tx, karim, id, medium, 'removed', PASSWORD));
    const form = `/atelier/supports-retires/${code}/actions/report_lost`;
    const asked = await page('karim', form);
    expect(asked).toContain('1 support non effacé : un incident s’ouvrira.');
    expect(asked).toContain(sata);
    await work((tx) => t.app.get(RemovedMedia).act(tx, karim, 'erase', code!, { password: PASSWORD }));
    expect(await page('karim', form)).toContain('aucun incident ne s’ouvrira');
  });
});

describe('the notice', () => {
  test('to one controller with one address leaves by one press on the page of the incident', async () => {
    const { id } = await laptop('Mairie de Meudon', {
      contact: { contact: { name: 'Accueil', email: 'accueil@meudon.example.fr', dataEmail: 'dpo@meudon.example.fr' } },
    });
    await lose(id);
    const incident = await incidentOf(id);
    const leila = await Visitor.as(t, fixtures, 'leila');
    const shown = plain((await leila.get(`/incidents/${incident.id}`)).text);
    expect(shown).toContain('Envoyer ce mail à dpo@meudon.example.fr');
    expect(shown).toContain('Lire le texte pour Mairie de Meudon');
    const fields = Object.fromEntries(
      [...shown.matchAll(/type="hidden" name="(controllerId|how|email)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value!,
      ]),
    );
    expect((await leila.post(`/incidents/${incident.id}/actions/tell`, fields)).status).toBe(303);
    expect((await incidentOf(id)).state).toBe('told');
    await workOff(t.app, 'mail');
    expect(office.to('dpo@meudon.example.fr')).toHaveLength(1);
  });

  test('to one without an address is not offered so', async () => {
    const { id } = await laptop('Mairie de Ville-d’Avray');
    await lose(id);
    const shown = await page('leila', `/incidents/${(await incidentOf(id)).id}`);
    expect(shown).not.toContain('Envoyer ce mail');
    expect(shown).toContain('Prévenir le responsable');
  });
});

describe('the hours', () => {
  /** What is said of them on the page of an incident, in the list and at home. */
  const left = async (id: string): Promise<string[]> => {
    const incident = await incidentOf(id);
    const said = async (path: string) =>
      /il reste [^<.]* sur \d+|dépassé de [^<.]*/.exec(await page('leila', path))?.[0] ?? 'nothing';
    return Promise.all([`/incidents/${incident.id}`, '/incidents', '/'].map(said));
  };
  const thrice = (words: string) => [words, words, words];

  test('left of the agreement, then of the 72, are counted on the page, in the list and at home, also over the night that is an hour short', async () => {
    await time.goTo('2027-03-27T20:00:00+01:00');
    const { id } = await laptop('Mairie de Chaville');
    await lose(id);
    await time.pass('16 hours 30 minutes');
    expect(await left(id)).toEqual(thrice('il reste 31 h sur 48'));
    // 48 hours later, by the clock of the bank.
    expect(await page('leila', `/incidents/${(await incidentOf(id)).id}`)).toContain(
      '29 mars 2027, 21 h 00 : il reste',
    );
    await time.pass('31 hours');
    expect(await left(id)).toEqual(thrice('il reste moins d’une heure sur 48'));
    await time.pass('5 hours');
    expect(await left(id)).toEqual(thrice('dépassé de 4 h'));

    const leila = await Visitor.as(t, fixtures, 'leila');
    const incident = await incidentOf(id);
    const { controllers } = await t.app.get(IncidentQueries).byId(fixtures.people.leila, incident.id);
    await leila.post(`/incidents/${incident.id}/actions/tell`, { controllerId: controllers[0]!.id, how: 'letter' });
    await time.pass('2 hours 5 minutes');
    expect(await left(id)).toEqual(thrice('il reste 69 h sur 72'));
  });
});
