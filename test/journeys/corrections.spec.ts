import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { DonationsService, LoggingService } from '#bank/intake';
import { OrganisationsService } from '#bank/people';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';

/** A tired volunteer, and a tired agent: what they did wrong is put right by clicks, on a phone. */
needs('chromium', 'mistakes, put right by clicks', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;
  let aude: Browsing;
  let ines: Browsing;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    browser = await openBrowser();
    aude = await Browsing.as(browser, t.url, 'aude', { viewport: PHONE });
    ines = await Browsing.as(browser, t.url, 'ines', { viewport: PHONE });
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  const work: DataSource['transaction'] = (...args: unknown[]) =>
    (t.app.get(DataSource).transaction as (...a: unknown[]) => Promise<never>)(...args);
  const donation = (kind: 'public_body' | 'company', name: string) =>
    work((tx) =>
      t.app.get(DonationsService).create(tx, fixtures.people.aude, {
        donor: { kind, name },
        placeId: fixtures.organisations.collection.place,
        arrival: 'received',
      }),
    );
  const device = (id: string, model: string) =>
    work((tx) =>
      t.app
        .get(LoggingService)
        .log(tx, fixtures.people.aude, id, { category: 'laptop', make: 'HP', model, condition: 'works' }),
    );

  test('the wrong donor of a donation', async () => {
    await donation('company', 'Menuiserie du Lac');
    const id = await donation('public_body', 'Ville de la Colline');
    await device(id, 'ProBook');
    await aude.go(`/dons/${id}`);
    await aude.follow('Corriger une erreur');
    await aude.follow(/Ce n’est pas le bon donateur/);
    await aude.press('Corriger');
    expect(await aude.text()).toContain('Dites comment l’erreur est arrivée');
    const right = aude.page.locator('main label', { hasText: 'Menuiserie du Lac' });
    await right.first().click();
    await aude.fill({ reason: ['wrong_choice'] });
    await aude.press('Corriger');
    const text = await aude.text();
    expect(text).toContain('Donateur corrigé');
    expect(text).toContain('Menuiserie du Lac');
    expect(text).toContain('Mauvais choix dans une liste');
    expect(aude.found).toEqual([]);
  });

  test('a device that was logged twice', async () => {
    const id = await donation('company', 'Imprimerie du Pont');
    await device(id, 'EliteBook');
    await device(id, 'EliteBook');
    await aude.go(`/dons/${id}/erreur`);
    await aude.follow(/Un appareil est en trop/);
    await aude.follow('en trop');
    await aude.fill({ reason: ['logged_twice'] });
    await aude.press(/Retirer/);
    expect(await aude.text()).toContain('Enregistré par erreur');
    await aude.go(`/dons/${id}`);
    expect(await aude.text()).toContain('1 appareil enregistré');
    expect(aude.found).toEqual([]);
  });

  test('a town hall that was entered twice', async () => {
    await donation('public_body', 'Mairie du Canal');
    await donation('public_body', 'Ville du Canal');
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: PHONE });
    await leila.go('/dons/donateurs?q=Canal');
    await leila.follow('Mairie du Canal');
    const old = leila.page.url();
    await leila.follow(/C’est le même donateur qu’un autre/);
    await leila.press('Réunir les deux fiches');
    expect(await leila.text()).toContain('Choisissez la fiche qui reste');
    await leila.page.locator('main label', { hasText: 'Ville du Canal' }).first().click();
    await leila.fill({ reason: ['entered_twice'] });
    await leila.press('Réunir les deux fiches');
    expect(await leila.text()).toContain('Fiches réunies : celle-ci reste');
    expect(await leila.text()).toContain('2 dons');
    await leila.go('/dons/donateurs?q=Canal');
    expect(await leila.text()).not.toContain('Mairie du Canal');
    await leila.go(old);
    expect(await leila.text()).toContain('Mairie du Canal');
    expect(await leila.page.locator('h1').textContent()).toContain('Ville du Canal');
    await leila.follow('Ce n’est pas le même donateur');
    await leila.fill({ reason: ['misread'] });
    await leila.press('Séparer les deux fiches');
    expect(await leila.text()).toContain('ce sont de nouveau deux donateurs');
    expect(await leila.page.locator('h1').textContent()).toContain('Mairie du Canal');
    await leila.go('/corrections');
    expect(await leila.text()).toContain('Deux fiches de donateur réunies');
    expect(await leila.text()).toMatch(/don D-\d+-\d+ → don D-\d+-\d+/);
    // Either card leads to the one that stays: two links would say that they differ.
    await leila.follow('Deux fiches de donateur réunies');
    expect(await leila.text()).not.toContain('celui d’avant');
    expect(leila.found).toEqual([]);
  });

  test('a structure that was entered twice, with a quota', async () => {
    const organisations = t.app.get(OrganisationsService);
    const made = (name: string) =>
      work((tx) => organisations.create(tx, fixtures.people.leila, { kind: 'structure', name }));
    const [goes, stays] = [await made('CCAS du Val'), await made('Centre social du Val')];
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: PHONE });
    await leila.go(`/quotas/${goes}`);
    await leila.fill({ laptop: '4' });
    await leila.press('Enregistrer');
    await leila.go(`/quotas/${goes}`);
    await leila.follow(/C’est la même structure qu’une autre/);
    await leila.page.selectOption('select[name=into]', stays);
    await leila.fill({ reason: ['entered_twice'] });
    await leila.press('Réunir les deux structures');
    expect(await leila.text()).toContain('Il lui reste des quotas');
    await leila.fill({ quotas: ['sum'] });
    await leila.press('Réunir les deux structures');
    expect(await leila.text()).toContain('Structures réunies : celle-ci reste');
    expect(await leila.page.inputValue('input[name=laptop]')).toBe('4');
    await leila.go(`/quotas/${goes}`);
    expect(leila.page.url()).toContain(stays);
    await leila.go('/quotas');
    expect(await leila.text()).not.toContain('CCAS du Val');
    await leila.go(`/quotas/${stays}`);
    await leila.follow('Ce n’est pas la même structure');
    await leila.fill({ reason: ['misread'] });
    await leila.press('Séparer les deux structures');
    expect(await leila.text()).toContain('celle-ci est de nouveau ouverte');
    expect(leila.found).toEqual([]);
  });

  test('a person who has two references', async () => {
    const reference = async () => {
      await ines.go('/beneficiaires/nouveau');
      await ines.press('Enregistrer');
      return { href: ines.page.url(), text: (await ines.page.locator('h1').textContent())!.trim() };
    };
    const [goes, stays] = [await reference(), await reference()];
    await ines.go(goes.href);
    await ines.follow('C’est la même personne qu’une autre référence');
    await ines.fill({ into: 'R-22222', reason: ['entered_twice'] });
    await ines.press('Réunir les deux références');
    await ines.fill({ into: stays.text });
    await ines.press('Réunir les deux références');
    expect(await ines.text()).toContain('Références réunies : celle-ci reste');
    await ines.go(goes.href);
    expect(ines.page.url()).toBe(stays.href);
    expect(await ines.text()).toContain(`Aussi sous ${goes.text}`);
    await ines.follow('Ce n’est pas la même personne');
    await ines.fill({ reason: ['misread'] });
    await ines.press('Séparer les deux références');
    expect(await ines.text()).toContain('ce sont de nouveau deux personnes');
    expect(ines.page.url()).toBe(goes.href);
    expect(ines.found).toEqual([]);
  });

  test('the label of a device that was logged twice leads to the one that stays, on the public fault page too', async () => {
    const id = await donation('company', 'Papeterie du Port');
    const codeOf = async (device: string): Promise<string> => {
      const [row] = await t.app.get(DataSource).query('SELECT code FROM devices.device WHERE id = $1', [device]);
      return row.code;
    };
    const spent = await codeOf(await device(id, 'Latitude'));
    const stays = await codeOf(await device(id, 'Latitude'));
    await aude.go(`/appareils/${spent}`);
    await aude.page.locator('main summary', { hasText: 'Autres actions' }).click();
    await aude.follow('Enregistré deux fois');
    await aude.fill({ other: spent });
    await aude.press('Retirer ce double');
    expect(await aude.text()).toContain('Dites comment l’erreur est arrivée');
    await aude.fill({ reason: ['entered_twice'] });
    await aude.press('Retirer ce double');
    expect(await aude.text()).toContain('C’est le même : choisissez l’autre');
    await aude.fill({ other: stays });
    await aude.press('Retirer ce double');
    expect(await aude.text()).toContain('Double retiré : son étiquette mène à celui-ci');
    await aude.go(`/E/${spent}`);
    expect(aude.page.url()).toContain(`/appareils/${stays}`);
    expect(await aude.text()).toContain('Aussi étiqueté');

    const stranger = await Browsing.open(browser, t.url, { viewport: PHONE });
    await stranger.go(`/E/${spent}`);
    await stranger.choose('problem', 'screen');
    await stranger.press('Envoyer');
    await workOff(t.app, 'fault-reports');
    const [ticket] = await t.app
      .get(DataSource)
      .query(
        `SELECT d.code FROM maintenance.ticket k JOIN devices.device d ON d.id = k.device_id ORDER BY k.opened_at DESC LIMIT 1`,
      );
    expect(ticket.code).toBe(stays);

    await aude.follow('Ce n’est pas le même appareil');
    await aude.fill({ reason: ['misread'] });
    await aude.press('Rétablir l’appareil');
    expect(await aude.text()).toContain('Ce sont de nouveau deux appareils');
    await aude.go(`/E/${spent}`);
    expect(aude.page.url()).toContain(`/appareils/${spent}`);
    expect(aude.found).toEqual([]);
  });
});
