import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { OpeningService } from '#people';
import { type TestApp, testApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { Browsing, DESK, PHONE } from '../support/browsing.js';
import { needs } from '../support/tools.js';

const PASSWORD = 'une phrase pour les essais';
const YEAR = new Date().getFullYear();

/** From an empty database to a bank at work, by clicks only: no demo, no command line. */
needs('chromium', 'opening a bank', () => {
  let t: TestApp;
  let browser: Browser;
  let anne: Browsing;
  let address: string;

  beforeAll(async () => {
    t = await testApp({ listen: true });
    const secret = await t.app.get(DataSource).transaction((tx) => t.app.get(OpeningService).makeAddress(tx));
    address = `/ouvrir/${secret}`;
    browser = await openBrowser();
    anne = await Browsing.open(browser, t.url, { viewport: DESK });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  const left = async (): Promise<string> =>
    /Mettre la banque en route : (\d+ sur \d+)/.exec(await anne.text())?.[1] ?? 'rien';
  const step = async (label: string | RegExp) => {
    await anne.go('/');
    await anne.follow(label);
  };

  test('one address, once: its name, and who administers it', async () => {
    await anne.go(address);
    const bank = { bankName: 'Banque du Numérique du Val d’Oise', commune: 'Cergy (95)', name: 'Anne Martin' };
    await anne.fill({ ...bank, email: 'anne@exemple.fr', password: PASSWORD, again: 'une autre phrase' });
    await anne.press('Ouvrir la banque');
    expect(await anne.text()).toContain('Les deux mots de passe ne sont pas les mêmes');
    await anne.fill({ password: PASSWORD, again: PASSWORD });
    await anne.press('Ouvrir la banque');
    expect(await anne.text()).toContain('Bonjour Anne');
    expect(await left()).toBe('0 sur 12');
    const late = await Browsing.open(browser, t.url, { viewport: PHONE });
    expect(await late.go(address)).toBe(404);
    expect(await late.text()).toContain('Cette adresse ne sert plus');
  });

  test('the list leads to each thing that a bank needs, and goes with the last', async () => {
    await step(/identité/);
    await anne.fill({ legalName: 'Association Banque du Numérique', siren: '732829320' });
    await anne.fill({ address: '1 place de l’Hôtel de Ville, 95000 Cergy', helpline: '01 99 00 12 34' });
    await anne.press('Enregistrer');
    await anne.go('/');
    expect(await left()).toBe('2 sur 12');

    await step('Qui signe les documents');
    await anne.fill({
      name: 'Anne Martin',
      quality: 'présidente',
      acts: ['agreement', 'receipt'],
      from: `${YEAR}-01-01`,
    });
    await anne.press(/Ajouter/);

    for (const [label, name] of [
      ['Un point de collecte', 'Point de collecte de Cergy'],
      ['Un atelier', 'ESAT du Vexin'],
      ['Une structure', 'CCAS de Pontoise'],
    ] as const) {
      await step(new RegExp(label));
      await anne.fill({ name, commune: 'Pontoise (95)' });
      await anne.press('Ajouter');
      expect(await anne.text()).toContain(name);
    }
    await anne.go('/');
    expect(await left()).toBe('6 sur 12');

    await step(/personnes de chaque organisation/);
    await anne.follow('CCAS de Pontoise');
    await anne.fill({ name: 'Ines Benali', email: 'ines@exemple.fr', roles: ['structure_manager', 'structure_agent'] });
    await anne.press('Inviter');
    const link = /\/mot-de-passe\/\S+/.exec(await anne.page.locator('main').innerHTML())![0].replace(/["<].*/, '');
    const ines = await Browsing.open(browser, t.url, { viewport: PHONE });
    await ines.go(link);
    await ines.fill({ password: PASSWORD, again: PASSWORD });
    await ines.press('Enregistrer');
    await ines.fill({ email: 'ines@exemple.fr', password: PASSWORD });
    await ines.press('Se connecter');
    expect(await ines.text()).toContain('Bonjour Ines');
    expect(await ines.text()).not.toContain('Mettre la banque en route');

    // Somebody for one organisation is not somebody for each.
    for (const [name, email, roles] of [
      // The only role there is chosen already.
      ['Point de collecte de Cergy', 'aude@exemple.fr', []],
      ['ESAT du Vexin', 'karim@exemple.fr', ['workshop_supervisor']],
    ] as const) {
      await anne.go('/');
      expect(await left()).toBe('6 sur 12');
      await step(/personnes de chaque organisation/);
      await anne.follow(name);
      await anne.fill({ name: email, email, roles: [...roles] });
      await anne.press('Inviter');
    }
    await anne.go('/');
    expect(await left()).toBe('7 sur 12');
    expect(await anne.text()).toContain('facultatif');
    expect(await anne.page.locator('main a', { hasText: 'L’envoi des mails' }).count()).toBe(0);

    await step('Les quotas des structures');
    await anne.follow('CCAS de Pontoise');
    await anne.fill({ laptop: '20' });
    await anne.press('Enregistrer');
    await anne.go('/');
    expect(await left()).toBe('8 sur 12');

    await step('Le premier don');
    await anne.follow(/Organisme public/);
    await anne.fill({ donorName: 'Ville de Cergy', arrival: ['received'] });
    await anne.page.locator('select[name=placeId]').selectOption({ index: 1 });
    await anne.press('Enregistrer le don');
    await anne.go('/');
    expect(await left()).toBe('rien');
  }, 120_000);

  test('everything on the way reads and works', () => {
    expect(anne.found).toEqual([]);
  });
});
