import type { Browser } from 'playwright-core';
import { DataSource, type EntityManager } from 'typeorm';
import { BeneficiariesService, QuotasService, RequestsService } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { showAssetCode } from '#bank/devices';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { deliveredDevice } from '../support/things/handed-over.js';
import { readyDevice } from '../support/things/ready-device.js';

needs('chromium', 'what was asked for is answered, and a counter works from either end', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;
  let db: DataSource;
  const work = <T>(run: (tx: EntityManager) => Promise<T>): Promise<T> => db.transaction(run);
  const codeOf = async (id: string): Promise<string> =>
    (await db.query('SELECT code FROM devices.device WHERE id = $1', [id]))[0].code;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    db = t.app.get(DataSource);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  test('the bank raises the quota where it answers, approves a part, refuses a proposed device and takes another', async () => {
    const { leila: bank, ines: agent } = fixtures.people;
    const { structure } = fixtures.organisations;
    const year = { startsOn: '2000-01-01', endsOn: '2999-12-31' };
    const request = await work(async (tx) => {
      const quota = { structureId: structure.id, category: 'laptop', allowed: 1, ...year };
      await t.app.get(QuotasService).set(tx, bank, quota);
      const lines = [{ category: 'laptop' as const, quantity: 3, needs: [] }];
      const id = await t.app.get(RequestsService).draft(tx, agent, { placeId: structure.place, lines });
      await t.app.get(RequestsService).submit(tx, agent, id);
      return id;
    });
    const codes = [await codeOf(await readyDevice(t.app, fixtures)), await codeOf(await readyDevice(t.app, fixtures))];
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK });
    await leila.go(`/demandes/${request}`);
    await leila.follow('En accorder une partie');
    expect(await leila.text()).toContain('1 sur 1');
    await leila.page.locator('main summary').first().click();
    await leila.fill({ allowed: '2' });
    await leila.page.locator('form[action$="/quota"] label', { hasText: 'autrement' }).click();
    await leila.press('Changer le quota');
    expect(await leila.text()).toContain('2 sur 2');
    await leila.fill({ 'lines.0.quantity': '1' });
    await leila.press('Accepter');
    expect(await leila.text()).toContain('Attend une réponse');
    await leila.follow('Accepter la suite');
    await leila.fill({ 'lines.0.quantity': '1' });
    await leila.page.locator('form[action$="/accepter"] label', { hasText: 'Aucun matériel' }).click();
    await leila.press('Accepter');
    expect(await leila.text()).toMatch(/Non accordé[\s\S]*Aucun matériel de ce type/);

    await workOff(t.app, 'matching');
    await leila.go(`/attributions?demande=${request}`);
    const proposed = (await leila.text()).includes(showAssetCode(codes[0]!)) ? codes[0]! : codes[1]!;
    const other = codes.find((code) => code !== proposed)!;
    await leila.follow('refuser');
    await leila.fill({ reason: ['worn'] });
    await leila.press('Refuser cet appareil');
    expect(await leila.text()).toMatch(/refusé pour cette demande/);
    await leila.press('Réserver');
    expect(await leila.text()).toContain(showAssetCode(other));
    expect(leila.found).toEqual([]);

    const ines = await Browsing.as(browser, t.url, 'ines', { viewport: PHONE });
    await ines.go(`/demandes/${request}`);
    expect(await ines.text()).toContain('Aucun matériel de ce type');
    expect(ines.found).toEqual([]);
  });

  test('somebody at the counter is found by name, given the device, and tells a fault', async () => {
    await work((tx) =>
      t.app.get(BeneficiariesService).create(tx, fixtures.people.ines, {
        identity: { name: 'Zoé Lefèvre', contact: '06 12 34 56 78' },
      }),
    );
    const code = await codeOf(await deliveredDevice(t.app, fixtures));
    const ines = await Browsing.as(browser, t.url, 'ines', { viewport: PHONE });
    // From the search of everything, misspelt: the person, then the device.
    await ines.go(`/recherche?q=${encodeURIComponent('lefebvre zoe')}`);
    await ines.follow(/Zoé Lefèvre/);
    await ines.follow('Remettre un appareil');
    await ines.fill({ q: code });
    await ines.press('Chercher');
    expect(await ines.text()).toContain('Zoé Lefèvre');
    expect(await ines.page.locator('main input:checked').count()).toBe(0);
    await ines.page.locator('main summary', { hasText: 'sans dessiner' }).click();
    await ines.page.locator('main label', { hasText: 'sans signer' }).click();
    await ines.fill({ password: DEMO_PASSWORD });
    await ines.press('Remettre l’appareil');
    expect(await ines.text()).toContain('Appareil remis');
    await ines.go('/');
    expect(await ines.text()).toContain('Dernières remises');
    // She comes back: the counter begins with the device this time, then with her.
    await ines.page.fill('main form[action="/remises"] input[name=q]', code);
    await ines.press('Ouvrir');
    const acts = ines.page.locator('main a.button.wide');
    expect((await acts.allInnerTexts()).slice(0, 2)).toEqual(['Signaler une panne', 'Reprendre l’appareil']);
    expect(await acts.nth(0).getAttribute('class')).toBe(await acts.nth(1).getAttribute('class'));
    await ines.follow('Signaler une panne');
    await ines.fill({ problem: ['no_power'] });
    await ines.press('Ouvrir la panne');
    expect(await ines.text()).toContain('Panne ouverte');
    await ines.go('/remises');
    await ines.fill({ q: '06 12 34 56 78' });
    await ines.press('Chercher');
    await ines.follow(/Zoé Lefèvre/);
    expect(await ines.text()).toMatch(/Pour R-/);
    // The bank’s people find nobody by name.
    const leila = await Browsing.as(browser, t.url, 'leila', { viewport: DESK });
    await leila.go('/recherche?q=Lef%C3%A8vre');
    expect(await leila.text()).not.toContain('Zoé');
    expect([...ines.found, ...leila.found]).toEqual([]);
  });

  test('signed out, somebody with a broken device finds where to say so', async () => {
    const somebody = await Browsing.open(browser, t.url, { viewport: PHONE, javaScriptEnabled: false });
    await somebody.go('/');
    expect(await somebody.text()).toContain('Un problème avec un appareil ?');
    await somebody.follow('Signaler une panne');
    await somebody.fill({ numero: '2222222' });
    await somebody.press('Continuer');
    expect(await somebody.text()).toContain('Un problème avec cet appareil ?');
    expect(somebody.found).toEqual([]);
  });
});
