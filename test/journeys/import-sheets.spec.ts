import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { DonationsService } from '#bank/intake';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { bookOf } from '../support/sheets/sheets.js';

const PICTURES = process.env.BN_PICTURES;
const TITLES = ['Type', 'Marque', 'N° de série', 'Date d’achat'];
const book = (of: string) =>
  bookOf({
    'Étage 1': [TITLES, ['PC portable', 'HP', `${of}A1`, '03/04/2024'], ['Tapis zorglub', 'HP', '', '']],
    'Étage 2': [TITLES, ['PC portable', 'HP', `${of}B1`, '05/06/2023']],
    Écrans: [
      ['Désignation', 'Numéro de série'],
      ['Écran 24 pouces', `${of}C1`],
    ],
  });

/** A workbook of three sheets: two together, then the third, from the same file. */
needs('chromium', 'the sheets of a donor’s workbook', () => {
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
  ])('are all taken on %s without sending it again', async (name, options) => {
    const donation = await t.app.get(DataSource).transaction((tx) =>
      t.app.get(DonationsService).create(tx, fixtures.people.aude, {
        donor: { kind: 'public_body', name: `Ville de ${name}` },
        placeId: fixtures.organisations.collection.place,
        arrival: 'received',
      }),
    );
    const { page } = await Browsing.as(browser, t.url, 'aude', options);
    const look = async (of: string) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)).toBe(true);
      if (PICTURES)
        await page.screenshot({ path: `${PICTURES}/sheets-${of}-${options.viewport.width}.png`, fullPage: true });
    };
    await page.goto(`/dons/${donation}/fichiers/nouveau`);
    const buffer = await book(`JS${options.viewport.width}`);
    await page.setInputFiles('[name=sheet]', { name: 'parc.xlsx', mimeType: 'application/octet-stream', buffer });
    await page.click('main form button:has-text("Envoyer")');
    await page.waitForURL(/fichiers\/[0-9a-f-]{36}$/);
    await look('sent');
    await page.click('main button:has-text("Prendre aussi cette feuille")');
    await page.waitForSelector('text=Étage 2, ligne 2');
    await look('together');
    await page.click('main a[href$="/mots"] >> nth=0');
    await page.waitForSelector('text=4 mars 2024');
    await look('words');
    await page.selectOption('tr:has-text("03/04/2024") select', 'day_first');
    await page.selectOption('tr:has-text("zorglub") select', 'not_a_device');
    await page.click('main button:has-text("Relire le fichier ainsi")');
    await page.click('main button:has-text("Enregistrer les 2 appareils")');
    await page.waitForSelector('text=2 appareils enregistrés');
    await look('recorded');
    await page.click('main button:has-text("Écrans")');
    await page.click('main button:has-text("Enregistrer l’appareil")');
    await page.waitForSelector('text=1 appareil enregistré');
    await look('done');
    expect(await page.locator('#feuilles').count()).toBe(0);
    await page.context().close();
  });
});
