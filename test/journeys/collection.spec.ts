import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { LoggingService } from '#bank/intake';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const NEXT_YEAR = new Date().getFullYear() + 1;

/** A town hall announces, the van goes, one device is refused, one is locked and released: on a phone, with the keyboard where one types. */
needs('chromium', 'a collection, from the promise to the lock that the donor releases', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;
  let aude: Browsing;
  let leila: Browsing;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    browser = await openBrowser();
    aude = await Browsing.as(browser, t.url, 'aude', { viewport: PHONE });
    leila = await Browsing.as(browser, t.url, 'leila');
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  /** Presses Tab until the field has the focus. */
  async function tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      if ((await aude.page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) return;
      await aude.page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${name} by the keyboard`);
  }

  let donation: string;
  let code: string;

  test('the promise, with a commune that several bear the name of', async () => {
    await aude.go('/dons/nouveau?genre=public_body');
    await aude.page.locator('main summary').first().click();
    await aude.fill({
      donorName: 'Mairie de Sainte-Colombe',
      identifier: '000000091',
      contactName: 'Service informatique',
      email: 'informatique@mairie.example',
      phone: '01 99 00 11 22',
      address: '1, place de la Mairie',
      commune: 'Sainte-Colombe',
      arrival: ['promised'],
      'expected.laptop': '3',
    });
    await aude.page.locator('[name=commune]').pressSequentially(' ');
    await aude.page.waitForFunction(() => document.querySelectorAll('#f-commune-communes option').length > 1);
    await aude.press('Enregistrer le don');
    expect(await aude.text()).toContain('Plusieurs communes peuvent s’appeler ainsi');
    await aude.choose('communeCode', '77404');
    await aude.press('Enregistrer le don');
    donation = aude.id;
    expect(await aude.text()).toContain('Pas de vente libre');
    await aude.page.getByText('Usages permis et textes').click();
    expect(await aude.text()).toContain('300 €');
  });

  test('the plan, by keyboard; the list of the days', async () => {
    await aude.follow('Prévoir la collecte');
    await tabTo('on');
    await aude.page.locator('[name=on]').fill(`${NEXT_YEAR}-03-04`);
    await tabTo('from');
    await aude.page.keyboard.type('9h30');
    await tabTo('to');
    await aude.page.keyboard.type('9');
    await tabTo('mode');
    await aude.page.keyboard.press('Space');
    await tabTo('bring');
    await aude.page.keyboard.type('Deux chariots');
    await tabTo('to');
    await aude.arriveBy(() => aude.page.keyboard.press('Enter'));
    expect(await aude.text()).toContain('La fin doit venir après le début');
    expect(await aude.page.inputValue('[name=bring]')).toBe('Deux chariots');
    await aude.fill({ to: '12 h 00' });
    await aude.press('Prévoir cette collecte');
    await aude.go('/collectes');
    const text = await aude.text();
    for (const said of [
      'de 9 h 30 à 12 h',
      'Mairie de Sainte-Colombe',
      '01 99 00 11 22',
      'Deux chariots',
      '3 portables',
    ])
      expect(text).toContain(said);
    await aude.go('/');
    expect(await aude.text()).toContain('collecte prévue');
  });

  test('the donor’s list of locks, said and printed', async () => {
    await aude.go(`/dons/${donation}/deverrouillage/feuille`);
    expect(await aude.text()).toContain('Pas concerné');
    await aude.go(`/dons/${donation}/deverrouillage`);
    await aude.fill({ bios_password: ['done'], mdm: ['not_yet'] });
    await aude.press('Enregistrer ses réponses');
    expect(await aude.text()).toContain('pas encore');
  });

  test('the arrival: what is refused is counted, and is no device', async () => {
    await aude.press('Le don est arrivé');
    await aude.page.locator('main summary', { hasText: 'Autres actions' }).click();
    await aude.follow('Refuser un appareil');
    await aude.page.locator('[name=category]').selectOption('laptop');
    await aude.press('Enregistrer le refus');
    expect(await aude.text()).toContain('Choisissez pourquoi');
    await aude.fill({ reason: ['damaged'], fate: ['with_donor'], note: 'Dell 4711' });
    await aude.press('Enregistrer le refus');
    const device = { category: 'laptop', make: 'HP', model: 'ProBook', serial: 'LOCKED-4712' } as const;
    const db = t.app.get(DataSource);
    const id = await db.transaction((tx) => t.app.get(LoggingService).log(tx, fixtures.people.aude, donation, device));
    [{ code }] = await db.query('SELECT code FROM devices.device WHERE id = $1', [id]);
    await aude.go(`/dons/${donation}`);
    const text = await aude.text();
    for (const said of ['Refusé à l’arrivée', 'Reste chez le donateur', '1 appareil manquant'])
      expect(text).toContain(said);
  });

  test('a lock: the donor is told of the serial, by the bank; then it is gone', async () => {
    await aude.go(`/appareils/${code}`);
    if (!(await aude.page.getByRole('link', { name: 'Signaler un verrou' }).isVisible()))
      await aude.page.locator('main details.disclosure summary').first().click();
    await aude.follow('Signaler un verrou');
    await aude.choose('kind', 'mdm');
    await aude.press('Signaler ce verrou');
    expect(await aude.text()).toContain('Verrouillé : attend le donateur');
    await leila.go('/');
    await leila.follow(/donateur à prévenir/);
    await leila.follow('Prévenir le donateur');
    const letter = await leila.page.inputValue('[name=lettre]');
    for (const said of ['LOCKED-4712', 'Autopilot', 'avant le']) expect(letter).toContain(said);
    expect(await leila.page.locator('a[href^="mailto:informatique@mairie.example?"]').count()).toBe(1);
    await leila.press('J’ai prévenu le donateur');
    expect(await leila.text()).toContain('Par une personne');
    await aude.go(`/appareils/${code}`);
    await aude.follow('Lever');
    await aude.press('Le verrou est levé');
    expect(await aude.text()).toContain('Dites comment vous l’avez vérifié');
    await aude.choose('check', 'seen_open');
    await aude.press('Le verrou est levé');
    // Both are folded on the page of the device: what is past, and what the law allows.
    await aude.page.locator('main').evaluate((main) => {
      for (const folded of main.querySelectorAll('details')) folded.open = true;
    });
    expect(await aude.text()).toContain('Verrous levés');
    expect(await aude.text()).toMatch(/À donner. Une vente n’est possible qu’à prix solidaire \(180.€ au plus\)/);
  });

  test('the lot begins with what the donation brought', async () => {
    await aude.go(`/lots/nouveau?don=${donation}`);
    expect(await aude.text()).toContain('1 appareil du don');
  });

  test('the rules, each with its source', async () => {
    await leila.go('/regles#valeur-don-public');
    expect(await leila.text()).toContain('CGPPP, art. D3212-3');
  });

  test('no page on the way had anything wrong', () => {
    expect([...aude.found, ...leila.found]).toEqual([]);
  });
});
