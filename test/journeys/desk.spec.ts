import sharp from 'sharp';
import { DEMO_PASSWORD } from '#bank/demo';
import { DonationsService } from '#bank/intake';
import { needs } from '../support/runner/tools.js';
import { eventually } from '../support/servers/eventually.js';
import { DeskGround, log, title } from '../support/things/desk.js';

const LOGGING = /^POST \/dons\/[\w-]+\/appareils /;
const fresh = (): string => `DESK${Math.random().toString(36).slice(2, 10).toUpperCase()}`;

needs('chromium', 'the desk of a collection point, on a phone', () => {
  let ground: DeskGround;
  const problems: string[] = [];

  beforeAll(async () => {
    ground = await DeskGround.open();
  });
  afterAll(async () => {
    await ground?.close();
    expect(problems).toEqual([]);
  });
  beforeEach(() => ground.cable.mend());
  jest.setTimeout(90_000);

  test('no network, five devices, the browser killed: exactly five once the network is back', async () => {
    const donation = await ground.donation();
    const { phone, one } = await ground.phone();
    const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer();
    const serials = Array.from({ length: 5 }, fresh);

    await ground.cable.cut();
    await one.go('/lots');
    expect(await one.text()).toContain('Pas de réseau');
    await one.follow('Aller au comptoir de collecte');
    await one.page.locator(`a[href="/dons/${donation}/appareils/nouveau"]`).click();
    await title(one, 'Quel appareil ?');
    for (const [i, serial] of serials.entries())
      await log(one, { category: 'laptop', serial, ...(i === 2 ? { photo } : {}) }, 'Gardé sur ce téléphone');
    await one.look();
    expect(await one.text()).toContain('5 appareils gardés sur ce téléphone');
    await phone.kill();

    const again = await phone.start();
    await again.go('/collecte');
    await title(again, '5 appareils gardés sur ce téléphone.');
    await again.look();
    expect(await ground.serials(donation)).toEqual([]);
    await ground.cable.mend();
    // A browser that died has forgotten who was signed in, and nothing else.
    await again.page.evaluate(() => dispatchEvent(new Event('online')));
    await again.page.getByRole('link', { name: 'Se connecter pour envoyer' }).click();
    await ground.signIn(again, 'aude', '/collecte');
    expect(await ground.allSent(again, donation, 5)).toEqual(serials);
    const gone = again.page.getByText(/^5 saisies parties, la dernière à \d+ h \d\d\.$/);
    await gone.waitFor();
    // Said once: the next page has something else to say.
    await again.go('/lots');
    await again.go('/collecte');
    await again.page.waitForLoadState('networkidle');
    expect(await gone.isVisible()).toBe(false);
    const [sent] = await ground.db.query(
      `SELECT count(*)::int AS photos, max(p.width) AS width, max(d.serial) AS serial FROM photos.photo p JOIN devices.device d ON d.id = p.device_id WHERE d.donation_id = $1`,
      [donation],
    );
    expect(sent).toEqual({ photos: 1, width: 1600, serial: serials[2] });
    problems.push(...one.found, ...again.found);
  });

  test('a server that takes too long is not a network that is gone', async () => {
    const { one } = await ground.phone();
    ground.cable.serverIsSlow = true;
    await one.go('/lots');
    expect(await one.text()).toContain('Le serveur ne répond pas');
    expect(await one.text()).not.toContain('Pas de réseau');
    problems.push(...one.found.filter((said) => !said.startsWith('504 ')));
  });

  test('a conflict is shown with its reason and what was typed; a person corrects it, moves it or throws it away', async () => {
    const [first, second] = [await ground.donation(), await ground.donation()];
    const { one } = await ground.phone();
    const twin = fresh();
    await one.go(`/dons/${first}/appareils/nouveau`);
    await log(one, { category: 'laptop', serial: twin }, 'Enregistré');
    await one.go('/collecte');
    await one.page.context().setOffline(true);
    const others = [fresh(), fresh()];
    await one.go(`/dons/${first}/appareils/nouveau`);
    await log(one, { category: 'laptop', serial: twin }, 'Gardé');
    await log(one, { category: 'tablet', serial: twin }, 'Gardé');
    await one.go(`/dons/${second}/appareils/nouveau`);
    await log(one, { category: 'monitor', serial: others[0]! }, 'Gardé');
    await ground.logged(second);
    await ground.db.transaction((tx) =>
      ground.t.app.get(DonationsService).close(tx, ground.fixtures.people.aude, second),
    );
    await one.page.context().setOffline(false);
    await one.go('/collecte');
    await title(one, '3 appareils gardés sur ce téléphone, 3 à vérifier.');
    const said = await one.text();
    for (const words of [twin, others[0]!, 'déjà celui de l’appareil BN-', 'on n’y ajoute plus d’appareil'])
      expect(said).toContain(words);

    const card = (text: string) => one.page.locator('[data-part=list] > li').filter({ hasText: text });
    await card('Tablette').getByRole('button', { name: 'Jeter' }).click();
    await card('Tablette').getByRole('button', { name: 'Oui, la jeter' }).click();
    await title(one, '2 appareils gardés sur ce téléphone, 2 à vérifier.');
    await card('Portable').getByRole('link', { name: 'Corriger et renvoyer' }).click();
    await title(one, 'Corriger');
    await one.look();
    await log(one, { serial: others[1]! }, 'Enregistré');
    await one.go('/collecte');
    await card('Écran').getByRole('button', { name: 'L’enregistrer dans un autre don' }).click();
    await card('Écran').locator('select').selectOption(first);
    await card('Écran').getByRole('button', { name: 'L’enregistrer dans ce don' }).click();
    expect(await ground.allSent(one, first, 3)).toEqual([twin, others[1], others[0]]);
    problems.push(...one.found);
  });

  test('a donation that left while the phone had no network is said to have gone, and what was typed stays', async () => {
    const [stays, leaves] = [await ground.donation(), await ground.donation()];
    const { one } = await ground.phone();
    await one.go('/collecte');
    // Once from the page of the server, once from the one that the phone keeps.
    await one.go(`/dons/${leaves}/appareils/nouveau`);
    await one.page.context().setOffline(true);
    const [serial, other] = [fresh(), fresh()];
    await log(one, { category: 'laptop', serial }, 'Gardé');
    await one.go(`/dons/${leaves}/appareils/nouveau`);
    await log(one, { category: 'tablet', serial: other }, 'Gardé');
    await ground.handed(leaves);
    await one.page.context().setOffline(false);
    await one.go('/collecte');
    await title(one, '2 appareils gardés sur ce téléphone, 2 à vérifier.');
    expect((await one.text()).match(/Ce don était là quand vous avez écrit cette fiche/g)).toHaveLength(2);
    await one.look();
    const card = (text: string) => one.page.locator('[data-part=list] > li').filter({ hasText: text });
    for (const kind of ['Tablette', 'Portable']) {
      await card(kind).getByRole('button', { name: 'L’enregistrer dans un autre don' }).click();
      await card(kind).locator('select').selectOption(stays);
    }
    await card('Portable').getByRole('button', { name: 'L’enregistrer dans ce don' }).click();
    await card('Portable').waitFor({ state: 'detached' });
    // What leaves the list closes no choice that is open beside it.
    expect(await card('Tablette').locator('select').inputValue()).toBe(stays);
    await card('Tablette').getByRole('button', { name: 'L’enregistrer dans ce don' }).click();
    expect(new Set(await ground.allSent(one, stays, 2))).toEqual(new Set([serial, other]));
    problems.push(...one.found);
  });

  test('an answer that is lost makes no second device', async () => {
    const donation = await ground.donation();
    const { one } = await ground.phone();
    await one.go(`/dons/${donation}/appareils/nouveau`);
    ground.cable.losesAnswersTo = LOGGING;
    await log(one, { category: 'smartphone', serial: fresh() }, 'Gardé sur ce téléphone');
    await eventually('the device', async () => (await ground.serials(donation)).length === 1);
    await ground.cable.mend();
    expect(await ground.allSent(one, donation, 1)).toHaveLength(1);
    problems.push(...one.found);
  });

  test('a tab that clears what is kept is not held up, and the next device is kept all the same', async () => {
    const donation = await ground.donation();
    const { one } = await ground.phone();
    await one.go(`/dons/${donation}/appareils/nouveau`);
    await log(one, { category: 'laptop', serial: fresh() }, 'Enregistré');
    const cleared = await one.page.evaluate(
      () =>
        new Promise<string>((done) => {
          const clearing = indexedDB.deleteDatabase('bn-collecte');
          clearing.onsuccess = () => done('cleared');
          clearing.onblocked = () => done('blocked');
          clearing.onerror = () => done(String(clearing.error));
        }),
    );
    expect(cleared).toBe('cleared');
    await log(one, { category: 'laptop', serial: fresh() }, 'Enregistré');
    expect(await ground.allSent(one, donation, 2)).toHaveLength(2);
    problems.push(...one.found);
  });

  test('with no page open, the worker sends what waits when the browser says that the network is back', async () => {
    const donation = await ground.donation();
    const { one } = await ground.phone();
    await one.go(`/dons/${donation}/appareils/nouveau`);
    await ground.cable.cut();
    await log(one, { category: 'tablet', serial: fresh() }, 'Gardé sur ce téléphone');
    const devtools = await one.page.context().newCDPSession(one.page);
    const registration = new Promise<string>((done) =>
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        for (const found of registrations) if (found.scopeURL === `${ground.cable.url}/`) done(found.registrationId);
      }),
    );
    await devtools.send('ServiceWorker.enable');
    const registrationId = await registration;
    await one.page.goto('about:blank');
    await ground.cable.mend();
    const event = { origin: ground.cable.url, registrationId, tag: 'envoi', lastChance: false };
    await devtools.send('ServiceWorker.dispatchSyncEvent', event);
    await eventually('the device', async () => (await ground.serials(donation)).length === 1);
    await one.go('/collecte');
    expect(await ground.allSent(one, donation, 1)).toHaveLength(1);
    problems.push(...one.found);
  });

  test('a session that ended is signed in again, and the sending goes on', async () => {
    const donation = await ground.donation();
    const { one } = await ground.phone();
    await one.go(`/dons/${donation}/appareils/nouveau`);
    await one.page.context().clearCookies();
    await log(one, { category: 'laptop', serial: fresh() }, 'Vous n’êtes plus connecté');
    await one.follow('Se connecter pour envoyer');
    await one.fill({ email: 'aude@demo.example', password: DEMO_PASSWORD });
    await one.press('Se connecter');
    expect(new URL(one.page.url()).pathname).toBe(`/dons/${donation}/appareils/nouveau`);
    expect(await ground.allSent(one, donation, 1)).toHaveLength(1);
    problems.push(...one.found);
  });

  test('signing out with unsent work says so; a colleague may take it over, and it is still one device', async () => {
    const donation = await ground.donation();
    const { one } = await ground.phone();
    await one.go(`/dons/${donation}/appareils/nouveau`);
    ground.cable.losesAnswersTo = LOGGING;
    await log(one, { category: 'laptop', serial: fresh() }, 'Gardé sur ce téléphone');
    await eventually('the device', async () => (await ground.serials(donation)).length === 1);
    await ground.colleague('bob');
    await one.go('/dons');
    await one.page.locator('.side-menu summary').click();
    const leave = () => one.page.locator('.side-menu').getByRole('button', { name: 'Se déconnecter' }).click();
    await leave();
    await one.page.getByRole('dialog').getByText('1 appareil gardé sur ce téléphone').waitFor();
    await one.look();
    await one.page.getByRole('button', { name: 'Rester connecté' }).click();
    expect(new URL(one.page.url()).pathname).toBe('/dons');
    await leave();
    await one.page.getByRole('button', { name: 'Garder ici et se déconnecter' }).click();
    await one.page.waitForURL(/connexion/);
    await ground.cable.mend();

    await ground.signIn(one, 'bob', '/collecte');
    await one.page.getByText(`Gardé par l’opérateur n° ${ground.fixtures.people.aude.operatorNumber}`).waitFor();
    await one.look();
    expect(await ground.kept(one)).toBe(1);
    await one.page.getByRole('button', { name: 'Le prendre à mon compte' }).click();
    expect(await ground.allSent(one, donation, 1)).toHaveLength(1);
    problems.push(...one.found);
  });
});
