import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { DonationsService } from '#bank/intake';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const PICTURES = process.env.BN_PICTURES;
const SHEET = [
  'Type;Marque;Modèle;État;Série',
  'Zorglub;HP;ProBook 450;bof bof;WJ000001',
  'zorglub;HP;ProBook 450;bon;WJ000002',
  'PC portable;Hewlett-Packard;EliteBook 840;bon;WJ000003',
  'Ordinateur;Lenovo;ThinkPad L480;fonctionne;WJ000004',
  'Total;;;;',
].join('\n');

/** What a donor's words mean is asked once, on a phone, without a script. */
needs('chromium', 'the words of a donor’s file', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  test.each([
    ['a phone without scripts', { viewport: PHONE, javaScriptEnabled: false }],
    ['a desk', { viewport: DESK }],
  ])('are answered on %s; then every device comes in', async (name, options) => {
    const donation = await t.app.get(DataSource).transaction((tx) =>
      t.app.get(DonationsService).create(tx, fixtures.people.aude, {
        donor: { kind: 'public_body', name: `Ville de ${name}` },
        placeId: fixtures.organisations.collection.place,
        arrival: 'received',
      }),
    );
    const aude = await Browsing.as(browser, t.url, 'aude', options);
    const { page } = aude;
    const picture = (of: string) =>
      PICTURES
        ? page.screenshot({ path: `${PICTURES}/mots-${of}-${options.viewport.width}.png`, fullPage: true })
        : undefined;
    await page.goto(`/dons/${donation}/fichiers/nouveau`);
    await page.setInputFiles('[name=sheet]', {
      name: 'parc.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(SHEET.replaceAll('WJ', `WJ${options.viewport.width}`)),
    });
    await page.click('main form button:has-text("Envoyer")');
    await page.waitForURL(/fichiers\/[0-9a-f-]{36}$/);
    expect(await page.textContent('main')).not.toContain('Toutes les lignes ont été comprises');
    await picture('fichier');
    await page.click('main a[href$="/mots"]');
    await picture('page');
    const asked = page.locator('select[name$=".meaning"]');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)).toBe(true);
    expect(await asked.first().inputValue()).toBe('');
    await page.selectOption('tr:has-text("Zorglub") select', 'laptop');
    await page.selectOption('tr:has-text("bof bof") select', 'faulty');
    await page.click('main button:has-text("Relire le fichier ainsi")');
    await page.waitForURL(/fichiers\/[0-9a-f-]{36}$/);
    await picture('relu');
    expect(await page.textContent('main')).toContain('Toutes les lignes sont bonnes');
    await page.click('main button:has-text("Enregistrer les 4 appareils")');
    await page.waitForSelector('text=4 appareils enregistrés');
    const kinds: { category: string; make: string; condition: string }[] = await t.app
      .get(DataSource)
      .query('SELECT category, make, condition FROM devices.device WHERE donation_id = $1 ORDER BY serial', [donation]);
    expect(kinds.map((d) => [d.category, d.make, d.condition])).toEqual([
      ['laptop', 'HP', 'faulty'],
      ['laptop', 'HP', 'works'],
      ['laptop', 'HP', 'works'],
      ['laptop', 'Lenovo', 'works'],
    ]);
    expect(aude.found).toEqual([]);
  });
});
