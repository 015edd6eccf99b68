import { readFileSync } from 'node:fs';
import { CorrectionsService } from '#bank/corrections';
import { DevicesService } from '#bank/devices';
import { WebhooksService } from '#bank/events';
import { FaultsService } from '#bank/faults';
import { stopKey } from '#bank/mails';
import {
  BenchKeysService,
  LinksService,
  OrganisationKeysService,
  OrganisationsService,
  SignatoriesService,
  UsersService,
} from '#bank/people';
import { SupplierLists } from '#bank/sims';
import { newId, newSecret, type OrganisationKind, ROLES_OF, sha256 } from '#platform/kernel';
import type { Side } from '../browser/everybody.js';
import type { DemoFinder } from '../servers/demo-finder.js';
import { nobodysProvider } from '../servers/identity-provider.js';
import { readyDataImport, someOldLogs } from '../sheets/data-import.js';
import { sentList } from '../sheets/setup-lists.js';
import type { Things } from './things.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** What a structure asks for, receives and hands over. */
export async function allocationThings({ organisations, one, both }: DemoFinder) {
  const asked = `SELECT r.id, u.id AS unit FROM allocation.request r JOIN allocation.request_unit u ON u.request_id = r.id
    WHERE r.structure_id = $1 AND r.state = $2`;
  return {
    request: both(await one(asked, organisations.structure.id, 'submitted')),
    'request with units': both(await one(asked, organisations.structure.id, 'approved')),
    draft: { structure: await one(asked, organisations.structure.id, 'draft') } as Things,
    reservation: both(await one('SELECT id FROM allocation.reservation WHERE ended_at IS NULL')),
    'matching run': { bank: await one('SELECT id FROM allocation.matching_run WHERE ended_at IS NULL') } as Things,
    handover: both(await one('SELECT id FROM allocation.handover WHERE ended_at IS NULL')),
    beneficiary: { structure: await one('SELECT id FROM allocation.beneficiary') } as Things,
    quota: { bank: await one('SELECT id FROM allocation.quota') } as Things,
    structure: { bank: { structure: organisations.structure.id } } as Things,
  };
}

/** What goes on after a hand-over: SIM cards and faults. */
export async function supportThings({ t, db, organisations, people, actorOf, one, both, each }: DemoFinder) {
  const { id: ticket } = await one(
    `SELECT t.id FROM maintenance.ticket t WHERE t.state = 'open' AND t.structure_id = $1`,
    organisations.structure.id,
  );
  const stolenFrom = async (side: Side): Promise<string> => {
    const { id: organisation, place } = organisations[side];
    const [device] = await db.transaction((tx) =>
      t.app
        .get(DevicesService)
        .log(tx, people.leila, [{ category: 'laptop', make: 'Dell', model: 'Latitude', serial: `VOLE-${side}` }], {
          location: { place },
          holder: { organisation },
        }),
    );
    await db.transaction((tx) =>
      t.app.get(DevicesService).act(tx, actorOf[side], 'report_lost', device!, { reason: 'stolen' }),
    );
    return (await one('SELECT incident_id AS id FROM incidents.lost_item WHERE device_id = $1', device)).id!;
  };
  const source = readFileSync('libs/bank/demo/files/cartes-sim.csv');
  const cards = { filename: 'cartes-sim.csv', size: source.length, sha256: sha256(source), source };
  const list = await db.transaction((tx) => t.app.get(SupplierLists).upload(tx, people.leila, cards));
  return {
    sim: both(
      await one(`SELECT id FROM sims.sim WHERE structure_id = $1 AND status = 'allotted'`, organisations.structure.id),
    ),
    'list of SIM': { bank: { id: list } } as Things,
    ticket: both({ id: ticket!, verb: 'take' }),
    incident: await each(async (side) => ({ id: await stolenFrom(side), verb: 'answer' })),
    'follow-up of a fault': {
      bank: { secret: (await t.app.get(FaultsService).followUpKey(ticket!)).secret },
    } as Things,
  };
}

/** What each organisation put right. */
export async function correctionThings({ t, db, organisations, actorOf, each }: DemoFinder) {
  const record = (side: Side) =>
    db.transaction((tx) =>
      t.app.get(CorrectionsService).record(tx, actorOf[side], {
        kind: 'donation_donor',
        subjectId: newId(),
        label: 'D-2020-0001',
        organisationId: organisations[side].id,
        from: {},
        to: {},
        reason: 'misread',
        touches: ['signed_paper'],
      }),
    );
  return { correction: await each(async (side) => ({ id: await record(side) })) };
}

/** A mail of an organisation that was tried in vain. Gives its id. */
async function undeliveredMail(db: DemoFinder['db'], organisation: string): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO notifications.mail (id, kind, cause_id, once_key, state, recipient, subject, body, error, organisation_id)
     VALUES ($1::uuid, 'delivery_announced', $1::uuid, $1::uuid::text, 'failed', 'ccas@ville.example.fr', 'Un lot part', 'Bonjour,', 'notifications.no_answer', $2)`,
    [id, organisation],
  );
  return id;
}

/** Accounts, rules, and what is brought from another tool. */
export async function instanceThings({ t, db, organisations, people, actorOf, each }: DemoFinder) {
  return {
    rules: { bank: { table: 'delais', day: '2020-01-01' } } as Things,
    'old logs': { bank: { id: await someOldLogs(t.app, people.leila) } } as Things,
    'data import file': { bank: { id: await readyDataImport(t.app, people.leila) } } as Things,
    token: await each(async (side) => ({
      id: (
        await db.transaction((tx) =>
          t.app.get(UsersService).makeToken(tx, actorOf[side], actorOf[side].membershipId, 'celui de la maison'),
        )
      ).id,
    })),
    'organisation key': await each(async (side) => ({
      id: (
        await db.transaction((tx) =>
          t.app.get(OrganisationKeysService).make(tx, actorOf[side], {
            name: `Logiciel ${side}`,
            contact: 'Accueil',
            scopes: ['read:devices'],
            term: 'year',
          }),
        )
      ).id,
    })),
    'bench key': {
      workshop: {
        id: (
          await db.transaction((tx) =>
            t.app.get(BenchKeysService).make(tx, people.moussa, { name: 'Établi 1', term: 'year' }),
          )
        ).id,
      },
    } as Things,
    webhook: await each(async (side) => {
      const address = `https://${side}.example.org/entrant`;
      const { id } = await db.transaction((tx) =>
        t.app.get(WebhooksService).make(tx, actorOf[side], { address, kinds: ['device'] }),
      );
      const message = await db.transaction((tx) => t.app.get(WebhooksService).test(tx, actorOf[side], id));
      return { id, message };
    }),
    signatory: await each(async (side) => ({
      id: await db.transaction((tx) =>
        t.app.get(SignatoriesService).add(tx, actorOf[side], actorOf[side].organisationId, {
          name: `Signataire ${side}`,
          quality: 'directrice',
          acts: ['statement'],
          from: '2026-01-01',
        }),
      ),
    })),
    place: await each(async (side) => ({
      id: await db.transaction((tx) =>
        t.app.get(OrganisationsService).addPlace(tx, actorOf[side], organisations[side].id, {
          kind: 'site',
          name: 'Un site vide',
        }),
      ),
    })),
    organisation: { bank: { id: organisations.structure.id } } as Things,
    membership: await each(async (side) => ({ id: await someMember(t, db, organisations[side].id) })),
    'list to begin with': {
      bank: {
        list: 'quotas',
        id: await sentList(t.app, people.leila, 'quotas', 'Structure;Année;Portables\nCCAS de Bagneux;2031;1\n'),
      },
    } as Things,
    'list of people': {
      bank: {
        id: await sentList(
          t.app,
          people.leila,
          'members',
          'Nom;Mail;Organisation;Rôle\nZoé;zoe@exemple.fr;CCAS de Bagneux;agent\n',
        ),
      },
    } as Things,
    'undelivered mail': await each(async (side) => ({ id: await undeliveredMail(db, organisations[side].id) })),
    'kind of mail': { bank: { kind: 'request_sent' } } as Things,
    'link that stops mails': { bank: { key: stopKey(people.leila.membershipId, 'request_sent') } } as Things,
    'mail template': { bank: { kind: 'invitation' } } as Things,
    absence: { bank: { id: newId() } } as Things,
    passkey: { bank: { id: newId() } } as Things,
    'factor reset': { bank: { id: newId() } } as Things,
    session: { bank: { id: await someSession(db) } } as Things,
    'address of an opening': { bank: { secret: await openingOf(db) } } as Things,
    'link of an address': {
      bank: {
        secret: await db.transaction((tx) =>
          t.app.get(LinksService).make(tx, people.paul.userId, {
            purpose: 'email',
            madeBy: null,
            newEmail: 'paul.neuf@demo.example',
          }),
        ),
      },
    } as Things,
    'identity provider': { bank: { provider: nobodysProvider() } } as Things,
    'link that signs in': {
      bank: {
        secret: await db.transaction((tx) =>
          t.app.get(LinksService).make(tx, people.paul.userId, { purpose: 'sign_in', madeBy: null }),
        ),
      },
    } as Things,
    'link of a password': {
      bank: {
        secret: await db.transaction((tx) =>
          t.app.get(LinksService).make(tx, people.paul.userId, { purpose: 'invitation', madeBy: null }),
        ),
      },
    } as Things,
  };
}

/** Somebody who works there, beside whoever asks. */
async function someMember(t: DemoFinder['t'], db: DemoFinder['db'], organisationId: string): Promise<string> {
  const [{ kind }] = await db.query('SELECT kind FROM people.organisation WHERE id = $1', [organisationId]);
  const users = t.app.get(UsersService);
  return db.transaction(async (tx) => {
    const user = await users.create(tx, SYSTEM, { name: 'Camille', email: `${newId()}@essai.example` });
    return users.join(tx, SYSTEM, user, organisationId, [ROLES_OF[kind as OrganisationKind].at(-1)!]);
  });
}

/** A browser of somebody who never asks. */
async function someSession(db: DemoFinder['db']): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO people.session (id, secret_hash, user_id, expires_at) SELECT $1, $2, u.id, now() + interval '1 hour' FROM people.app_user u ORDER BY u.id LIMIT 1`,
    [id, sha256(newSecret())],
  );
  return id;
}

/** As an installation has it before its bank is open; the demo's is open already. */
async function openingOf(db: DemoFinder['db']): Promise<string> {
  const secret = newSecret();
  await db.query(`INSERT INTO people.opening (secret_hash, expires_at) VALUES ($1, now() + interval '1 day')`, [
    sha256(secret),
  ]);
  return secret;
}
