import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { showAssetCode } from '#bank/devices';
import { DonationsService } from '#bank/intake';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK } from '../support/browser/browsing.js';
import { choosePassword } from '../support/browser/journey-steps.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { readyDevice } from '../support/things/ready-device.js';

/** Where people who tried the bank by clicks alone found no way on: each is walked from the first page, and no address is typed. */
needs('chromium', 'where once there was no way on', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('demo', { listen: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  const as = (person: string): Promise<Browsing> => Browsing.as(browser, t.url, person, { viewport: DESK });
  const menu = (one: Browsing, label: string): Promise<void> => one.follow(label, 'nav');
  const click = (one: Browsing, selector: string): Promise<void> =>
    one.arriveBy(() => one.page.locator(`main ${selector}`).first().click());
  const unfold = (one: Browsing, hasText: string): Promise<void> =>
    one.page.locator('main summary', { hasText }).first().click();
  /** The page of somebody who has a device, and its hand-over. */
  const atSomebody = async (one: Browsing): Promise<void> => {
    await menu(one, 'Remises');
    await one.follow('Déjà remis');
    await click(one, 'tbody tr:has-text("chez la personne") th a');
  };

  test('a person’s page lists their SIM cards and faults, and a card is found by whose it is', async () => {
    const ines = await as('ines');
    await menu(ines, 'Cartes SIM');
    await click(ines, 'tbody a[href^="/beneficiaires/"]');
    const reference = /R-[2-9A-HJKMNP-Z]{5}/.exec(await ines.text())![0];
    await click(ines, '.fact-rows a[href^="/sim/"]');
    expect(await ines.text()).toContain(reference);
    await menu(ines, 'Cartes SIM');
    await ines.fill({ q: reference });
    await ines.press('Filtrer');
    expect(await ines.page.locator('main tbody tr').count()).toBe(1);
    await menu(ines, 'Pannes');
    await ines.follow(/^P-/);
    const ticket = /P-[2-9A-Z-]{7}/.exec(await ines.text())![0];
    await click(ines, 'a[href^="/appareils/"]');
    await ines.follow('voir la remise');
    await click(ines, 'a[href^="/beneficiaires/"]');
    expect(await ines.text()).toContain(ticket);
    expect(ines.found).toEqual([]);
  });

  test.each([
    ['a device', 'Anatole Nullepart', atSomebody, /mauvaise personne/],
    [
      'a SIM card',
      'Célestine Introuvable',
      async (one: Browsing) => {
        await menu(one, 'Cartes SIM');
        await click(one, 'tbody tr:has(a[href^="/beneficiaires/"]) th a');
        await unfold(one, 'Corriger une erreur');
      },
      'Ce n’est pas la bonne personne',
    ],
  ])(
    'nobody matches who %s was given to: it is said, and somebody new comes back to the correction',
    async (_, name, reach, correct) => {
      const ines = await as('ines');
      await reach(ines);
      await ines.follow(correct);
      const correction = new URL(ines.page.url()).pathname;
      await ines.fill({ q: name });
      await ines.press('Chercher');
      expect(await ines.text()).toContain('Si elle n’a pas encore de référence chez vous : « Nouvelle personne »');
      await ines.follow('Nouvelle personne');
      await ines.fill({ name });
      await ines.press('Enregistrer');
      expect(new URL(ines.page.url()).pathname).toBe(correction);
      expect(await ines.text()).toContain(name);
      await ines.fill({ reason: ['wrong_choice'] });
      await ines.press('Corriger la référence');
      expect(await ines.text()).toContain('Référence corrigée');
      expect(ines.found).toEqual([]);
    },
  );

  test('who manages a structure alone and forgot the password comes in by a link that two of the bank give', async () => {
    const alone = await Browsing.open(browser, t.url, { viewport: DESK });
    await alone.go('/connexion');
    await alone.follow('Mot de passe oublié ?');
    expect(await alone.text()).toContain('deux personnes de la banque vous donnent alors un lien');
    const leila = await as('leila');
    await menu(leila, 'Réglages');
    await leila.follow('Organisations');
    await leila.follow('Tiers-lieu des Hautes-Rives');
    await leila.follow('Omar');
    await leila.follow('Demander un lien, à deux');
    await leila.press('Demander un lien');
    expect(await leila.text()).toContain('Une autre personne confirme');
    const sacha = await as('sacha');
    await sacha.follow('personne sans accès : à confirmer');
    await sacha.press('Confirmer, et voir le lien pour Omar');
    await alone.go(/\/mot-de-passe\/[\w-]+/.exec(await sacha.page.content())![0]);
    await choosePassword(alone);
    expect(await alone.text()).toContain('Bonjour Omar');
    expect([alone, leila, sacha].flatMap(({ found }) => found)).toEqual([]);
  });

  test('one of the devices of an accepted request is given up, and the others are waited for', async () => {
    const ines = await as('ines');
    await menu(ines, 'Demandes');
    await click(ines, 'tbody tr:has-text("Acceptée") th a');
    const open = () => ines.page.locator('main a', { hasText: 'y renoncer' }).count();
    const before = await open();
    await ines.follow(/^y renoncer/);
    expect(await ines.text()).toContain('1 appareil n’est plus cherché');
    await ines.press('Renoncer à cet appareil');
    expect(await open()).toBe(before - 1);
    expect(ines.found).toEqual([]);
  });

  test('who asks for their own premises is told that devices go to people, and whom to ask', async () => {
    const ines = await as('ines');
    await menu(ines, 'Demandes');
    await ines.follow('Nouvelle demande');
    expect(await ines.text()).toContain('Pour équiper vos propres locaux, demandez directement à la banque');
    expect(ines.found).toEqual([]);
  });

  test('a device is lost by the person who had it', async () => {
    const ines = await as('ines');
    await atSomebody(ines);
    await ines.follow(/^BN-/);
    await ines.page.locator('main details:has(a[href$="/report_lost"]) > summary').click();
    await ines.follow('Déclarer perdu ou volé');
    await ines.page.locator('main label', { hasText: 'Perdu par la personne' }).click();
    await ines.press('Déclarer perdu ou volé');
    expect(await ines.text()).toContain('Déclaré perdu ou volé');
    expect(await ines.text()).toContain('Perdu par la personne');
    expect(ines.found).toEqual([]);
  });

  test('an organisation is found by a name that is spelt nearly so, and it is said', async () => {
    const leila = await as('leila');
    await leila.page.fill('#recherche', 'tier lieu des haute rive');
    await leila.arriveBy(() => leila.page.keyboard.press('Enter'));
    expect(await leila.text()).toContain('Le nom s’écrit un peu autrement');
    await leila.follow('Tiers-lieu des Hautes-Rives');
    expect(await leila.page.locator('h1').textContent()).toContain('Tiers-lieu des Hautes-Rives');
    expect(leila.found).toEqual([]);
  });

  test('what a town has not decided to give is in deposit on both homes, in the list, on its page, and where a device is chosen', async () => {
    const donation = await t.app.get(DataSource).transaction((tx) =>
      t.app.get(DonationsService).create(tx, fixtures.people.aude, {
        donor: { kind: 'public_body', name: 'Ville de Bois-Clair' },
        placeId: fixtures.organisations.collection.place,
        arrival: 'received',
      }),
    );
    const id = await readyDevice(t.app, fixtures, { donation, category: 'desktop' });
    const [{ code }] = await t.app.get(DataSource).query('SELECT code FROM devices.device WHERE id = $1', [id]);
    for (const person of ['aude', 'leila']) {
      const one = await as(person);
      await one.follow(/la décision manque/);
      await one.follow('Ville de Bois-Clair');
      await menu(one, 'Appareils');
      const row = one.page.locator('main tbody tr', { hasText: showAssetCode(code) });
      expect(await row.textContent()).toContain('en dépôt');
      await one.follow(showAssetCode(code));
      expect(await one.text()).toContain('En dépôt : la décision du donateur manque.');
      expect(one.found).toEqual([]);
    }
    const leila = await as('leila');
    await menu(leila, 'Demandes');
    await click(leila, 'tbody tr:has-text("Acceptée") th a');
    await leila.follow('choisir un appareil');
    expect(await leila.text()).toMatch(
      new RegExp(`${showAssetCode(code)}[^]*en dépôt : attend la décision du donateur`),
    );
    expect(leila.found).toEqual([]);
  });
});
