import { execFileSync } from 'node:child_process';
import { DevicesService } from '#bank/devices';
import { DocumentsModule, DocumentsService } from '#bank/documents';
import {
  type IncidentAct,
  type IncidentInput,
  IncidentQueries,
  IncidentsModule,
  IncidentsService,
  IncidentsToday,
} from '#bank/incidents';
import { DonationsService, type DonorContact } from '#bank/intake';
import { Life } from '../support/planted/life.js';
import { needs, programOf } from '../support/runner/tools.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { workOff } from '../support/servers/mail-server.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
let time: BankClock;
beforeAll(async () => {
  life = await Life.open(IncidentsModule, DocumentsModule);
  time = bankClock(life.s);
});
afterAll(async () => {
  await time.back();
  await life.s.close();
});
// What somebody said within the hour is one incident: each test has an hour of its own.
beforeEach(() => time.pass('2 hours'));

const lose = (ids: readonly string[], who = life.people.aude) =>
  life.s.work(async (tx) => {
    for (const id of ids) await life.get(DevicesService).act(tx, who, 'report_lost', id, { reason: 'stolen' });
  });
const incidentOf = async (deviceId: string) => {
  const queries = life.get(IncidentQueries);
  const [one] = await queries.ofDevice(life.people.leila, deviceId);
  return queries.byId(life.people.leila, one!.id);
};
const act = (verb: IncidentAct, id: string, input: IncidentInput) =>
  life.s.work((tx) => life.get(IncidentsService).act(tx, life.people.leila, verb, id, input));
const papersOf = (id: string, who = life.people.leila) => life.get(DocumentsService).forCause(who, 'incident', id);

async function textOf(documentId: string): Promise<string> {
  const { stream } = await life.get(DocumentsService).open(life.people.leila, documentId);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  const text = execFileSync(programOf('pdftotext')!, ['-', '-'], { input: Buffer.concat(parts), encoding: 'utf8' });
  return text.replace(/\s+/g, ' ');
}

needs('pdftotext', 'the sheet of facts', () => {
  test('says to each controller what is known of theirs alone, what the bank did, and leaves blank what only they know', async () => {
    const ids = [
      await life.logOn(await life.donation('Mairie de Puteaux'), { serial: 'FICHE-1' }),
      await life.logOn(await life.donation('Lycée de Puteaux'), { serial: 'FICHE-2' }),
    ];
    await lose(ids);
    const incident = await incidentOf(ids[0]!);
    const [town, school] = ['Mairie de Puteaux', 'Lycée de Puteaux'].map(
      (name) => incident.controllers.find((c) => c.name === name)!.id,
    );
    await act('sheet', incident.id, { controllerId: town });
    await act('sheet', incident.id, { controllerId: school });
    await workOff(life.s.app, 'documents');
    const papers = await papersOf(incident.id);
    expect(papers.map(({ type, state }) => [type, state])).toEqual([
      ['incident_sheet', 'ready'],
      ['incident_sheet', 'ready'],
    ]);
    const [first, second] = await Promise.all(papers.map(({ id }) => textOf(id)));
    const [its, others] = await Promise.all(ids.map(async (id) => (await life.row(id)).code));
    const shown = (code: string) => `BN-${code.slice(0, 4)}-${code.slice(4)}`;
    expect(first).toContain(incident.number);
    expect(first).toContain('Mairie de Puteaux');
    expect(first).toContain(shown(its!));
    expect(first).not.toContain(shown(others!));
    expect(second).toContain(shown(others!));
    expect(first).toContain('supports non connus');
    expect(first).toContain(`opérateur n° ${life.people.aude.operatorNumber}`);
    expect(first).toContain('n’est pas encore prévenu : la convention promet 48 heures');
    expect(first).toContain('Ce que vous seul connaissez');
    for (const blank of [
      'Nature des données',
      'Personnes concernées',
      'Conséquences probables',
      'Délégué à la protection',
    ])
      expect(first).toContain(blank);
    // The law is what its dated row says.
    expect(first).toContain('RGPD, art. 33, 3 et 4');
    expect(first).toContain('dans les 72 heures');
  });

  test('made again, it says what happened since, and the one before counts no more', async () => {
    const id = await life.logOn(await life.donation('Mairie de Chaville'), {});
    await lose([id]);
    const incident = await incidentOf(id);
    const controllerId = incident.controllers[0]!.id;
    await act('sheet', incident.id, { controllerId });
    await act('tell', incident.id, { controllerId, how: 'letter' });
    await act('answer', incident.id, { controllerId, answer: 'notified' });
    await act('sheet', incident.id, { controllerId });
    await workOff(life.s.app, 'documents');
    const [before, now] = await papersOf(incident.id);
    expect(before!.withdrawnAt).toBeInstanceOf(Date);
    expect(now!.withdrawnAt).toBeNull();
    const text = await textOf(now!.id);
    expect(text).toContain('a été prévenu le');
    expect(text).toContain('Sa réponse : Il notifie la violation à la CNIL');
    const events = await life.get(IncidentQueries).timeline(life.people.leila, incident.id);
    expect(events.map(({ verb }) => verb)).toEqual(['sheet', 'answer', 'tell', 'sheet', 'open']);
    expect((await incidentOf(id)).state).toBe('closed');
  });

  test('of a returned device names the structure, which may open it, and not the donor', async () => {
    const id = await BRING_TO.returned(life);
    await lose([id], life.people.ines);
    const incident = await incidentOf(id);
    await act('sheet', incident.id, { controllerId: incident.controllers[0]!.id });
    await workOff(life.s.app, 'documents');
    const [paper] = await papersOf(incident.id);
    const text = await textOf(paper!.id);
    expect(text).toContain(`${life.s.fixtures.organisations.structure.name} 1 objet Structure`);
    const [{ name }] = await life.s.db.query(
      `SELECT coalesce(r.name, 'nobody') AS name FROM devices.device d LEFT JOIN intake.donation n ON n.id = d.donation_id LEFT JOIN intake.donor r ON r.id = n.donor_id WHERE d.id = $1`,
      [id],
    );
    expect(text).not.toContain(name);
    expect((await papersOf(incident.id, life.people.ines)).map((p) => p.id)).toEqual([paper!.id]);
    expect(await papersOf(incident.id, life.people.karim)).toEqual([]);
  });
});

describe('whom a notice goes to', () => {
  const given = async (contact: DonorContact): Promise<string> => {
    const donation = await life.s.work((tx) =>
      life.get(DonationsService).create(tx, life.people.leila, {
        arrival: 'received',
        donor: {
          kind: 'public_body',
          name: 'Mairie des Contacts',
          address: '1 rue du Port',
          postalCode: '92150',
          contact,
        },
        placeId: life.s.fixtures.organisations.collection.place,
      }),
    );
    return life.logOn(donation, {});
  };
  const controllerOf = async (id: string) => {
    const incident = await incidentOf(id);
    return { incident, controller: incident.controllers[0]! };
  };

  test('is who answers for data there, as it was said with the gift; else whom one calls; else nobody', async () => {
    const service = life.get(IncidentsService);
    const mail = async (contact: DonorContact) => {
      const id = await given(contact);
      await lose([id], life.people.leila);
      return service.addressOf(life.people.leila, (await controllerOf(id)).controller);
    };
    expect(await mail({ email: 'accueil@port.example', dataEmail: 'dpo@port.example' })).toBe('dpo@port.example');
    await time.pass('2 hours');
    expect(await mail({ email: 'accueil@port.example' })).toBe('accueil@port.example');
    await time.pass('2 hours');
    expect(await mail({ name: 'Accueil', phone: '01 99 00 12 34' })).toBe('');
    expect(await broken(given({ dataEmail: 'nobody' }))).toBe('intake.email_wrong');
  });

  test('a letter waits on the home until somebody says that it went; to whom is sealed, and ends', async () => {
    const id = await given({ name: 'Accueil' });
    await lose([id], life.people.leila);
    const { incident, controller } = await controllerOf(id);
    const letters = async () =>
      (await life.get(IncidentsToday).today(life.people.leila)).find(({ what }) => what === 'incidents_letters')!.count;
    const before = await letters();
    await act('write', incident.id, { controllerId: controller.id });
    await act('write', incident.id, { controllerId: controller.id });
    expect(await letters()).toBe(before + 1);
    const list = await life.get(IncidentQueries).list(life.people.leila, { awaits: 'letter' });
    expect(list.items.map((i) => i.id)).toContain(incident.id);
    await workOff(life.s.app, 'documents');
    const papers = await papersOf(incident.id);
    expect(papers.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false]);
    const text = await textOf(papers[1]!.id);
    expect(text).toContain('Mairie des Contacts');
    expect(text).toContain('1 rue du Port 92150');
    expect(text).toContain(`Vol de matériel qui peut contenir vos données, incident ${incident.number}`);
    expect(text).toContain('À vous de décider d’une notification à la CNIL, dans les 72 heures');
    const [row] = await life.s.db.query(
      `SELECT facts::text LIKE '%rue du Port%' AS clear, retention_until > platform.now() AS ends FROM documents.document WHERE id = $1`,
      [papers[1]!.id],
    );
    expect(row).toEqual({ clear: false, ends: true });
    await act('tell', incident.id, { controllerId: controller.id, how: 'letter' });
    expect(await letters()).toBe(before);
    expect(await broken(act('write', incident.id, { controllerId: controller.id }))).toBe('incidents.all_told');
  });
});
