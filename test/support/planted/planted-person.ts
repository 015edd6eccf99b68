import { DataSource, type EntityManager } from 'typeorm';
import { drawnSignature, HandoversService, RequestAnswersService, RequestsService } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { DevicesService } from '#bank/devices';
import { SORTING, TicketNotes, TicketsService } from '#bank/faults';
import {
  CollectionsService,
  DonationsService,
  DonorContactsService,
  LoggingService,
  RefusalsService,
} from '#bank/intake';
import { MailService } from '#bank/mails';
import { AccountClosingService, UsersService } from '#bank/people';
import { DeclaredValuesService, ReceiptsService, SignedBackService } from '#bank/receipts';
import { SimsService, SupplierLists } from '#bank/sims';
import { newId } from '#platform/kernel';
import { drawnSignature as drawing } from '../../fixtures/drawn-signature.js';
import { Visitor } from '../browser/visitor.js';
import type { TestApp } from '../servers/app.js';
import { bankToday } from '../servers/bank-day.js';
import { eventually } from '../servers/eventually.js';
import { workOff } from '../servers/mail-server.js';
import { multipart } from '../servers/multipart.js';
import { iccid } from '../sheets/sim-lists.js';
import { deliveredDevice } from '../things/handed-over.js';
import { readyDevice } from '../things/ready-device.js';
import { isPutRight } from './planted-corrections.js';
import { namedByAnotherTool } from './planted-import.js';
import { NOTE, PLANTED } from './planted-words.js';

/** One person in everything that the chain keeps of people: asks, is given, calls, reports, gives. */
export class PlantedPerson {
  constructor(
    private readonly t: TestApp,
    private readonly fixtures: Fixtures,
  ) {}

  private get people() {
    return this.fixtures.people;
  }
  private get<T>(type: new (...of: never[]) => T): T {
    return this.t.app.get(type, { strict: false });
  }
  private work<T>(run: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.get(DataSource).transaction(run);
  }
  private visitor(who: 'leila' | 'ines' | 'aude'): Promise<Visitor> {
    return Visitor.as(this.t, this.fixtures, who);
  }

  /** A device is asked for, refused once with words, and handed over with a signature. */
  async isGivenADevice(): Promise<{ handover: string; beneficiary: string; code: string }> {
    const { ines, leila } = this.people;
    const lines = [{ category: 'laptop' as const, quantity: 1, needs: [] }];
    const placeId = this.fixtures.organisations.structure.place;
    await this.work(async (tx) => {
      const asked = await this.get(RequestsService).draft(tx, ines, { placeId, lines });
      await this.get(RequestsService).submit(tx, ines, asked);
      await this.get(RequestAnswersService).refuse(tx, leila, asked, { reason: 'out_of_scope', note: NOTE });
    });
    const deviceId = await deliveredDevice(this.t.app, this.fixtures);
    const handover = await this.work((tx) =>
      this.get(HandoversService).handOver(tx, ines, {
        deviceId,
        newBeneficiary: { ageBand: 'soixante_dix_plus' },
        identity: { name: PLANTED.name, contact: `${PLANTED.phone}, ${PLANTED.email}` },
        mode: 'gift',
        signature: drawnSignature(`data:image/png;base64,${drawing().toString('base64')}`),
        password: DEMO_PASSWORD,
      }),
    );
    const [row] = await this.get(DataSource).query('SELECT code, holder_ref FROM devices.device WHERE id = $1', [
      deviceId,
    ]);
    await isPutRight(this.t, this.people, this.get(DataSource), { beneficiary: row.holder_ref });
    const page = await (await this.visitor('ines')).get(`/beneficiaires/${row.holder_ref}`);
    expect(page.text).toContain(PLANTED.name);
    return { handover, beneficiary: row.holder_ref, code: row.code };
  }

  /** A line of a list with their number, and another line that is wrong; the card is handed out, its codes are read, and it ends. */
  async isGivenALine(beneficiaryId: string): Promise<void> {
    const { ines, leila } = this.people;
    const [good, wrong] = [iccid(), iccid()];
    const list = `ICCID;MSISDN;PIN;PUK\n${good};${PLANTED.line};7391;${PLANTED.puk}\n${wrong};${PLANTED.line};7391;${PLANTED.puk}\n${iccid()};${PLANTED.wrongLine}9;;\n`;
    const bank = await this.visitor('leila');
    const name = `cartes de ${PLANTED.name}.csv`;
    const sent = await bank.send(
      'POST',
      '/sim/import',
      multipart('sheet', name, Buffer.from(list), { carrier: 'Essai', ...this.form(bank) }),
    );
    const id = sent.location!.split('/').at(-1)!;
    expect((await bank.get(`/sim/import/${id}`)).status).toBe(200);
    await this.work((tx) => this.get(SupplierLists).apply(tx, leila, id));
    // Nobody decides about a second one.
    await bank.send(
      'POST',
      '/sim/import',
      multipart('sheet', name, Buffer.from(list.replaceAll(good, iccid())), { carrier: 'Essai', ...this.form(bank) }),
    );
    const [{ id: simId }] = await this.get(DataSource).query('SELECT id FROM sims.sim WHERE iccid = $1', [good]);
    const sims = this.get(SimsService);
    await this.work((tx) => sims.allot(tx, leila, this.fixtures.organisations.structure.id, { ids: [simId] }));
    await this.work((tx) => sims.handOut(tx, ines, { simId, beneficiaryId, password: DEMO_PASSWORD }));
    expect(await this.work((tx) => sims.codes(tx, ines, simId))).toMatchObject({ puk: PLANTED.puk });
    await this.work((tx) => sims.change(tx, ines, [simId], { verb: 'end', reason: 'lost' }));
  }

  /** From the public page, with words and a phone; taken care of, and closed. */
  async reportsAFault(code: string): Promise<void> {
    const { ines } = this.people;
    const form = { label: code, problem: 'other', sentence: `Appelez ${NOTE}`, phone: PLANTED.phone };
    expect((await Visitor.stranger(this.t).post('/E', form)).status).toBe(303);
    const typed = { ...form, label: PLANTED.name };
    expect((await Visitor.stranger(this.t).post('/E', typed)).status).toBe(303);
    await workOff(this.t.app, SORTING);
    const tickets: { id: string; device_id: string | null }[] = await this.get(DataSource).query(
      'SELECT id, device_id FROM maintenance.ticket',
    );
    for (const { id, device_id } of tickets) {
      if (device_id) expect((await (await this.visitor('ines')).get(`/pannes/${id}`)).text).toContain('dialys');
      const actor = device_id ? ines : this.people.leila;
      await this.work((tx) => this.get(TicketNotes).add(tx, actor, id, `Rappeler ${NOTE}`));
      const input = { reason: device_id ? 'no_fault' : 'not_ours' } as const;
      await this.work((tx) => this.get(TicketsService).act(tx, actor, 'close', id, input));
    }
  }

  /** Is collected from home, is refused a thing with a note, has a receipt, signs a paper that is scanned. */
  async gives(): Promise<void> {
    const { aude, leila } = this.people;
    const placeId = this.fixtures.organisations.collection.place;
    const contact = { name: PLANTED.name, phone: PLANTED.phone, email: PLANTED.email, address: PLANTED.address };
    const expected = [{ category: 'laptop' as const, quantity: 2 }];
    const donation = await this.work((tx) =>
      this.get(DonationsService).create(tx, aude, {
        donor: { kind: 'person', contact },
        placeId,
        arrival: 'promised',
        expected,
      }),
    );
    const [{ donor_id }] = await this.get(DataSource).query('SELECT donor_id FROM intake.donation WHERE id = $1', [
      donation,
    ]);
    const people = this.get(DonorContactsService);
    await this.work((tx) => people.add(tx, aude, donor_id, { ...contact, job: `voisine de ${PLANTED.name}` }));
    await isPutRight(this.t, this.people, this.get(DataSource), { donor: donor_id });
    const plan = { on: bankToday(), mode: 'pickup', bring: `Sonner chez ${NOTE}` } as const;
    for (const address of [PLANTED.address, 'Devant la gare', PLANTED.address])
      await this.work((tx) => this.get(CollectionsService).plan(tx, aude, donation, { ...plan, address }));
    await this.work((tx) => this.get(DonationsService).receive(tx, aude, donation));
    await this.work((tx) =>
      this.get(RefusalsService).refuse(tx, aude, donation, {
        category: 'laptop',
        quantity: 1,
        reason: 'too_old',
        fate: 'with_donor',
        note: NOTE,
      } as never),
    );
    await this.work((tx) =>
      this.get(LoggingService).log(tx, aude, donation, {
        category: 'laptop',
        condition: 'works',
        make: 'Dell',
        model: 'X',
      }),
    );
    await this.sendsAFile(donation, true);
    await this.work((tx) => this.get(DonationsService).close(tx, aude, donation));
    await this.work((tx) =>
      this.get(DeclaredValuesService).note(tx, aude, donation, {
        euros: '100',
        declaredOn: bankToday(),
        how: 'letter',
      }),
    );
    await this.work((tx) => this.get(DeclaredValuesService).check(tx, leila, donation, 'second_hand_prices'));
    const who = { name: PLANTED.name, address: PLANTED.address, password: DEMO_PASSWORD };
    const { documentId } = await this.work((tx) => this.get(ReceiptsService).issue(tx, leila, donation, who as never));
    const scan = Buffer.concat([drawing(), Buffer.from(NOTE)]);
    await this.work((tx) => this.get(SignedBackService).note(tx, leila, donation, documentId, scan));
    const other = await this.work((tx) =>
      this.get(DonationsService).create(tx, aude, { donor: { kind: 'person', contact }, placeId, arrival: 'received' }),
    );
    await this.sendsAFile(other, false);
  }

  /** A sheet whose columns name who used the machines, with lines that are wrong; taken in, or left undecided. */
  private async sendsAFile(donation: string, taken: boolean): Promise<void> {
    const desk = await this.visitor('aude');
    const serial = taken ? 'PLANT-1' : 'PLANT-2';
    const lines = [
      'Type;Marque;Modèle;N° de série;Utilisateur',
      `Portable;Dell;L1;${serial};${PLANTED.name}`,
      `${PLANTED.name};Dell;L2;${serial};${NOTE}`,
      `Portable;Dell;;${serial};${NOTE}`,
    ];
    const sheet = multipart('sheet', `parc de ${PLANTED.name}.csv`, Buffer.from(lines.join('\n')), this.form(desk));
    const sent = await desk.send('POST', `/dons/${donation}/fichiers`, sheet);
    expect(sent.status).toBe(303);
    const db = this.get(DataSource);
    const state = async () =>
      (await db.query('SELECT state, rows_wrong FROM imports.file WHERE subject_id = $1', [donation]))[0];
    await eventually('the file is read', async () => (await state()).state === 'ready');
    expect((await state()).rows_wrong).toBeGreaterThan(0);
    expect((await desk.get(sent.location!)).text).toContain(PLANTED.name);
    if (!taken) return;
    await desk.post(`${sent.location}/enregistrement`);
    await eventually('the file is taken in', async () => (await state()).state === 'applied');
  }

  /** Is a colleague for a while, and leaves: the account is closed everywhere. */
  async worksHere(): Promise<void> {
    const system = { kind: 'system', channel: 'system' } as const;
    const user = { name: PLANTED.name, email: PLANTED.email, password: DEMO_PASSWORD };
    const id = await this.work(async (tx) => {
      const made = await this.get(UsersService).create(tx, system, user);
      const { organisationId } = this.people.ines;
      await this.get(UsersService).join(tx, this.people.ines, made, organisationId, ['structure_agent']);
      return made;
    });
    const { organisationId } = this.people.ines;
    const own = await Visitor.signedIn(this.t, PLANTED.email, DEMO_PASSWORD, organisationId);
    expect((await own.get('/compte')).text).toContain(PLANTED.name);
    await this.work((tx) => this.get(AccountClosingService).close(tx, system, id));
  }

  /** Is spoken of in a note on a device, and is written to. */
  async isWrittenOf(): Promise<void> {
    const device = await readyDevice(this.t.app, this.fixtures);
    const note = `Pour ${NOTE}`.slice(0, 120);
    await this.work((tx) =>
      this.get(DevicesService).act(tx, this.people.leila, 'recycle', device, { reason: 'too_old', note }),
    );
    const mail = {
      kind: 'essai',
      causeId: newId(),
      once: newId(),
      to: PLANTED.email,
      subject: `Bonjour ${PLANTED.name}`,
      text: NOTE,
    };
    await this.work((tx) => this.get(MailService).request(tx, mail));
    const gone = { ...mail, once: newId(), to: `absente.${PLANTED.email}` };
    await this.work((tx) => this.get(MailService).request(tx, gone));
    await namedByAnotherTool(this.t, this.people.leila);
  }

  private form = (visitor: Visitor): Record<string, string> => ({ _key: newId(), _org: visitor.organisation ?? '' });
}
