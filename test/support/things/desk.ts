import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { DonationsService, LabelsService, LoggingService } from '#bank/intake';
import { OrganisationsService, UsersService } from '#bank/people';
import type { Browsing } from '../browser/browsing.js';
import { PhoneBrowser } from '../browser/phone-browser.js';
import { NetworkLink } from '../faults/network-link.js';
import { type TestApp, testAppWith } from '../servers/app.js';
import { openDataSource } from '../servers/database.js';
import { bounded, eventually } from '../servers/eventually.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export interface DeskDevice {
  readonly category?: string;
  readonly code?: string;
  readonly serial?: string;
  readonly photo?: Buffer;
}

/** A collection point, its phones, and what lies between them and the server. */
export class DeskGround {
  private readonly phones: PhoneBrowser[] = [];

  private constructor(
    readonly t: TestApp,
    readonly fixtures: Fixtures,
    readonly cable: NetworkLink,
  ) {}

  static async open(): Promise<DeskGround> {
    const { t, fixtures } = await testAppWith('fixtures', { listen: true });
    return new DeskGround(t, fixtures, await NetworkLink.to(t.url));
  }

  get db(): DataSource {
    return this.t.app.get(DataSource);
  }

  /** An open donation of a town of its own. */
  async donation(): Promise<string> {
    const { aude } = this.fixtures.people;
    const place = await this.t.app.get(OrganisationsService).mainPlace(aude.organisationId);
    const donor = { kind: 'public_body' as const, name: `Ville ${randomUUID().slice(0, 8)}` };
    return this.db.transaction((tx) =>
      this.t.app.get(DonationsService).create(tx, aude, { donor, placeId: place.id, arrival: 'received' }),
    );
  }

  /** A phone with somebody signed in, whose desk was opened once with a network. */
  async phone(person = 'aude'): Promise<{ phone: PhoneBrowser; one: Browsing }> {
    const phone = await PhoneBrowser.new(this.cable.url);
    this.phones.push(phone);
    const one = await phone.start();
    await this.signIn(one, person);
    await one.go('/collecte');
    await bounded(
      'the service worker',
      one.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined)),
    );
    await one.go('/collecte');
    await eventually('what the desk keeps', () => this.isReady(one));
    return { phone, one };
  }

  async signIn(one: Browsing, person: string, next = '/'): Promise<void> {
    await one.go(`/connexion?vers=${next}`);
    await one.fill({ email: `${person}@demo.example`, password: DEMO_PASSWORD });
    await one.press('Se connecter');
  }

  /** Somebody else who collects at the same place. */
  async colleague(name: string): Promise<void> {
    const users = this.t.app.get(UsersService);
    await this.db.transaction(async (tx) => {
      const person = { name, email: `${name}@demo.example`, password: DEMO_PASSWORD };
      await users.join(tx, SYSTEM, await users.create(tx, SYSTEM, person), this.fixtures.people.aude.organisationId, [
        'collector',
      ]);
    });
  }

  /** The serials of a donation's devices, in the order logged. */
  async serials(donation: string): Promise<(string | null)[]> {
    const rows = await this.db.query('SELECT serial FROM devices.device WHERE donation_id = $1 ORDER BY id', [
      donation,
    ]);
    return rows.map((row: { serial: string | null }) => row.serial);
  }

  /** Waits until so many devices are in the donation, and nothing more is kept on the phone. */
  async allSent(one: Browsing, donation: string, count: number): Promise<(string | null)[]> {
    await eventually(`${count} devices`, async () => (await this.serials(donation)).length >= count);
    await eventually('an empty phone', async () => (await this.kept(one)) === 0);
    return this.serials(donation);
  }

  /** The page comes through the service worker, and the list of donations is on the phone. */
  private isReady(one: Browsing): Promise<boolean> {
    return one.page.evaluate(
      () => navigator.serviceWorker.controller !== null && /Opérateur n°/.test(document.body.textContent ?? ''),
    );
  }

  /** Logs a device another way than by a phone. */
  async logged(donation: string): Promise<void> {
    const { aude } = this.fixtures.people;
    await this.db.transaction((tx) => this.t.app.get(LoggingService).log(tx, aude, donation, { category: 'printer' }));
  }

  /** The donation is somebody else's from now on. */
  async handed(donation: string): Promise<void> {
    const owner = await openDataSource(this.t.database.ownerUrl, {}, 1);
    await owner.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query('UPDATE intake.donation SET organisation_id = $2 WHERE id = $1', [
        donation,
        this.fixtures.organisations.structure.id,
      ]);
    });
    await owner.destroy();
  }

  /** Codes of a roll printed for the collection point, to be stuck. */
  async labels(count: number): Promise<string[]> {
    const { aude } = this.fixtures.people;
    const place = await this.t.app.get(OrganisationsService).mainPlace(aude.organisationId);
    await this.db.transaction((tx) => this.t.app.get(LabelsService).orderBlank(tx, aude, { placeId: place.id, count }));
    const rows = await this.db.query(
      'SELECT code FROM devices.asset_code WHERE organisation_id = $1 AND device_id IS NULL ORDER BY batch DESC, n LIMIT $2',
      [aude.organisationId, count],
    );
    return rows.map((row: { code: string }) => row.code);
  }

  /** How many the phone keeps, by its own store. */
  kept(one: Browsing): Promise<number> {
    return one.page.evaluate(
      () =>
        new Promise<number>((done, fail) => {
          const opening = indexedDB.open('bn-collecte');
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const asking = opening.result.transaction('items').objectStore('items').count();
            asking.onsuccess = () => {
              opening.result.close();
              done(asking.result);
            };
          };
        }),
    );
  }

  async close(): Promise<void> {
    for (const phone of this.phones) await phone.throwAway();
    await this.cable.cut();
    await this.t.close();
  }
}

/** Describes a device in the form, and presses the button. Waits until the page says what became of it. */
export async function log(
  one: Browsing,
  device: DeskDevice,
  said: RegExp | string,
  button = 'Enregistrer',
): Promise<void> {
  const { page } = one;
  await page.locator('[data-say]').evaluate((said) => said.replaceChildren());
  if (device.category) await one.choose('category', device.category);
  await one.fill({ code: device.code ?? '', serial: device.serial ?? '' });
  if (device.photo) await one.attach('photo', { name: 'p.jpg', mimeType: 'image/jpeg', buffer: device.photo });
  await page.locator('main').getByRole('button', { name: button, exact: true }).click();
  await page.locator('[data-say]').getByText(said).first().waitFor();
}

export const title = (one: Browsing, name: string | RegExp): Promise<void> =>
  one.page.getByRole('heading', { name }).first().waitFor();
