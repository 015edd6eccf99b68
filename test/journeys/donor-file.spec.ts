import type { Browser, Locator } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { LoggingService } from '#bank/intake';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { bookParts, escapeXml, zipped } from '../support/sheets/workbook.js';

const PICTURES = process.env.BN_PICTURES;

type Line = readonly [cells: readonly string[], hidden?: boolean];
const sheet = (name: string, lines: readonly Line[], after = '') => ({
  name,
  after,
  rows: lines
    .map(([cells, hidden], i) => {
      const texts = cells.map((c) => `<c t="inlineStr"><is><t>${escapeXml(c)}</t></is></c>`);
      return `<row r="${i + 1}"${hidden ? ' hidden="1"' : ''}>${texts.join('')}</row>`;
    })
    .join(''),
});

/** The list stands in the second sheet; the last one is longer, and is not it. */
const workbook = () =>
  zipped(
    bookParts([
      sheet('Lisez-moi', [[['Le parc réformé de la mairie est dans « Parc ».']]]),
      sheet(
        'Parc',
        [
          [['Matériel réformé 2026']],
          [['']],
          [['Type', 'Marque', 'Modèle', 'N° de série', 'État']],
          [['ÉTAGE 1']],
          [['PC portable', 'HP', 'ProBook 450 G5', 'JRN-0001', 'bon']],
          [['Zinzin', 'Lenovo', 'Tab M10', 'JRN-0002', 'bon']],
          [['PC portable', 'HP', 'ProBook 430 G4', 'JRN-0003', 'bon'], true],
          [['ÉTAGE 2']],
          [['zinzin', 'Lenovo', 'Tab M10', 'JRN-0004', 'HS']],
          [['Écran', 'Dell', 'P2419H', 'JRN-0005', 'bon'], true],
          [['UC', 'Dell', 'OptiPlex 3050', 'JRN-0006', 'usagé']],
          [['Total', '', '', '6', '']],
        ],
        '<autoFilter ref="A3:E12"/>',
      ),
      sheet('Archive', [
        [['Type', 'Marque', 'Modèle', 'N° de série']],
        ...Array.from({ length: 30 }, (_, i): Line => [['UC', 'Dell', 'OptiPlex 780', `OLD-${1000 + i}`]]),
      ]),
    ]),
  );

needs('chromium', 'a donor’s workbook, by the keyboard alone', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;
  let aude: Browsing;
  let donation: string;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    browser = await openBrowser();
    aude = await Browsing.as(browser, t.url, 'aude', { viewport: DESK });
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  /** Presses Tab until it has the focus. */
  async function tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 150; presses += 1) {
      if (await target.evaluate((it) => it === document.activeElement)) return;
      await aude.page.keyboard.press('Tab');
    }
    throw new Error('no way there by the keyboard');
  }
  const main = () => aude.page.locator('main');
  const enter = async (role: 'button' | 'link', name: string | RegExp) => {
    await tabTo(main().getByRole(role, { name }).first());
    await aude.arriveBy(() => aude.page.keyboard.press('Enter'));
  };
  const unfold = async (summary: string) => {
    await tabTo(main().locator('summary', { hasText: summary }).first());
    await aude.page.keyboard.press('Enter');
  };
  const pick = async (select: Locator, label: string) => {
    await tabTo(select);
    await aude.page.keyboard.type(label);
    expect(await select.locator('option:checked').textContent()).toContain(label);
  };
  let looks = 0;
  /** The page on a desk and on a phone, looked at with axe. */
  const both = async () => {
    looks += 1;
    for (const size of [PHONE, DESK]) {
      await aude.page.setViewportSize(size);
      await aude.look();
      if (PICTURES) await aude.page.screenshot({ path: `${PICTURES}/file-${looks}-${size.width}.png`, fullPage: true });
    }
  };

  async function understood(): Promise<void> {
    await aude.go(`/dons/${donation}/fichiers/nouveau`);
    const buffer = await workbook();
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await aude.attach('sheet', { name: 'parc.xlsx', mimeType, buffer });
    await enter('button', 'Envoyer et vérifier');
    await unfold('Corriger les colonnes');
    await pick(main().locator('[name=sheet]'), 'Parc');
    await enter('button', 'Relire le fichier ainsi');
    expect(await aude.text()).toMatch(/1\smot est à préciser/);
    await enter('link', 'Préciser ce mot');
    expect(await aude.text()).toContain('« Zinzin »');
    await pick(main().getByLabel('Ce qu’est « Zinzin »'), 'Tablette');
    await both();
    await enter('button', 'Relire le fichier ainsi');
  }

  test('is read from the sheet one says, each word once; what is no device is listed with the reason', async () => {
    await aude.go('/dons/nouveau?genre=public_body');
    await aude.fill({ donorName: 'Ville de Suresnes', arrival: ['received'], 'expected.laptop': '2' });
    await aude.press('Enregistrer le don');
    donation = aude.id;
    // One device that is of no file: the donation stays when its file is undone.
    const device = { category: 'laptop', make: 'HP', model: 'ProBook', serial: 'JRN-OWN' } as const;
    const db = t.app.get(DataSource);
    await db.transaction((tx) => t.app.get(LoggingService).log(tx, fixtures.people.aude, donation, device));
    await understood();
    await both();
    const text = await aude.text();
    expect(text).toMatch(/4\s*lignes bonnes/);
    const left = main().locator('#laissees');
    const reasons = (await left.locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
    expect(reasons).toEqual([
      expect.stringMatching(/ÉTAGE 1.*ligne 4.*Titre de partie/),
      expect.stringMatching(/JRN-0003.*ligne 7.*Ligne masquée ou filtrée/),
      expect.stringMatching(/ÉTAGE 2.*ligne 8.*Titre de partie/),
      expect.stringMatching(/JRN-0005.*ligne 10.*Ligne masquée ou filtrée/),
      expect.stringMatching(/Total.*ligne 12.*Total/),
    ]);
  });

  test('is applied, undone, and applied again', async () => {
    await enter('button', /Enregistrer les 4\sappareils/);
    expect(await aude.text()).toContain('4 appareils enregistrés');
    await both();
    await enter('link', /Annuler cet import/);
    await both();
    await enter('button', /Retirer les 4\sappareils/);
    expect(await aude.text()).toContain('Cet import est annulé');
    await both();
    await understood();
    await enter('button', /Enregistrer les 4\sappareils/);
    expect(await aude.text()).toContain('4 appareils enregistrés');
    const kinds = await t.app.get(DataSource).query(
      `SELECT d.category, count(*)::int AS n FROM devices.device d
       WHERE d.serial LIKE 'JRN-0%' AND d.state <> ALL (devices.gone_states()) GROUP BY 1 ORDER BY 1`,
    );
    expect(kinds).toEqual([
      { category: 'desktop', n: 1 },
      { category: 'laptop', n: 1 },
      { category: 'tablet', n: 2 },
    ]);
  });

  test('no page on the way had anything wrong', () => {
    expect(aude.found).toEqual([]);
  });
});
