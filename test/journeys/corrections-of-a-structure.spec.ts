import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { SimsService, SupplierLists } from '#bank/sims';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { handedOverDevice } from '../support/things/handed-over.js';

/** What an agent of a structure did wrong is put right by clicks, on a phone. */
needs('chromium', 'mistakes of a structure, put right by clicks', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;
  let ines: Browsing;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    browser = await openBrowser();
    ines = await Browsing.as(browser, t.url, 'ines', { viewport: PHONE });
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  const work: DataSource['transaction'] = (...args: unknown[]) =>
    (t.app.get(DataSource).transaction as (...a: unknown[]) => Promise<never>)(...args);
  /** A card that somebody of the demo's structure has, and somebody else of it. */
  const handedOutCard = async (iccid: string) => {
    const { leila, ines: agent, structure } = { ...fixtures.people, ...fixtures.organisations };
    const bytes = Buffer.from(`ICCID\n${iccid}\n`);
    const input = { bytes, name: 'liste.csv', carrier: 'Opérateur Exemple' };
    await work((tx) => t.app.get(SupplierLists).importList(tx, leila, input));
    const [{ id }] = await t.app.get(DataSource).query('SELECT id FROM sims.sim WHERE iccid = $1', [iccid]);
    await work((tx) => t.app.get(SimsService).allot(tx, leila, structure.id, { ids: [id] }));
    const somebody = (): Promise<string> => work((tx) => t.app.get(BeneficiariesService).create(tx, agent, {}));
    const [beneficiaryId, person] = [await somebody(), await somebody()];
    await work((tx) =>
      t.app.get(SimsService).handOut(tx, agent, { simId: id, beneficiaryId, password: DEMO_PASSWORD }),
    );
    return { id, person };
  };

  test('the wrong device in somebody’s hands', async () => {
    const { id, code, beneficiaryId } = await handedOverDevice(t.app, fixtures);
    const [{ handover }] = await t.app
      .get(DataSource)
      .query('SELECT id AS handover FROM allocation.handover WHERE device_id = $1', [id]);
    // The way to the right person stands in sight wherever one looks for it.
    const wrongPerson = () => ines.page.locator(`main a[href="/remises/${handover}/reference"]`).isVisible();
    for (const place of [`/appareils/${code}`, `/beneficiaires/${beneficiaryId}`, `/remises/${handover}`]) {
      await ines.go(place);
      expect([place, await wrongPerson()]).toEqual([place, true]);
      expect(await ines.text()).toContain('Remis à la mauvaise personne ?');
    }
    await ines.page.locator('main summary', { hasText: 'Corriger une autre erreur' }).click();
    await ines.follow('Ce n’était pas le bon appareil');
    await ines.press('Annuler cette remise');
    expect(await ines.text()).toContain('Dites comment l’erreur est arrivée');
    await ines.page.locator('main label', { hasText: 'personne ne l’a allumé' }).click();
    await ines.fill({ reason: ['misread'] });
    await ines.press('Annuler cette remise');
    expect(await ines.text()).toContain('annulé');
    await ines.go('/remises');
    await ines.follow('Remettre');
    await ines.go('/corrections');
    expect(await ines.text()).toContain('à contresigner');
    expect(ines.found).toEqual([]);
  });

  test('a SIM card under a wrong reference, then the wrong card', async () => {
    const { id, person } = await handedOutCard('8933150319000000013');
    await ines.go(`/sim/${id}`);
    await ines.page.locator('main summary', { hasText: 'Corriger une erreur' }).click();
    await ines.follow('Ce n’est pas la bonne personne');
    const [{ reference }] = await t.app
      .get(DataSource)
      .query('SELECT reference FROM allocation.beneficiary WHERE id = $1', [person]);
    await ines.fill({ q: reference });
    await ines.press('Chercher');
    await ines.follow(new RegExp(`^${reference}`));
    await ines.press('Corriger la référence');
    expect(await ines.text()).toContain('Dites comment l’erreur est arrivée');
    await ines.fill({ reason: ['wrong_choice'] });
    await ines.press('Corriger la référence');
    expect(await ines.text()).toContain('Référence corrigée');
    await ines.page.locator('main summary', { hasText: 'Corriger une erreur' }).click();
    await ines.follow('Ce n’était pas la bonne carte');
    await ines.fill({ reason: ['misread'] });
    await ines.press('Annuler cette remise');
    expect(await ines.text()).toContain('revenue sans avoir servi');
    await ines.page.locator('main label', { hasText: 'personne ne s’en est servi' }).click();
    await ines.press('Annuler cette remise');
    expect(await ines.text()).toContain('Remise annulée');
    await ines.follow('Remettre à une personne');
    await ines.go('/corrections');
    expect(await ines.text()).toContain('Remise annulée : mauvaise carte SIM');
    expect(ines.found).toEqual([]);
  });

  test('a repair that goes back to its person', async () => {
    const { code } = await handedOverDevice(t.app, fixtures);
    const phone = await Browsing.open(browser, t.url, { viewport: PHONE });
    await phone.go(`/E/${code}`);
    await phone.choose('problem', 'screen');
    await phone.press('Envoyer');
    await workOff(t.app, 'fault-reports');
    const [{ id }] = await t.app
      .get(DataSource)
      .query('SELECT id FROM maintenance.ticket ORDER BY opened_at DESC LIMIT 1');
    await ines.go(`/pannes/${id}`);
    await ines.press('Prendre en charge');
    await ines.follow('Prendre en réparation');
    expect(await ines.text()).toContain('ses fichiers peuvent être perdus');
    await ines.press('Prendre en réparation');
    await ines.go(`/appareils/${code}`);
    expect(await ines.text()).toContain('cela se corrige quand il est rendu');
    await ines.go(`/pannes/${id}`);
    await ines.follow('Rendre à la personne');
    await ines.fill({ solution: ['repaired'] });
    await ines.press('Rendre à la personne');
    expect(await ines.text()).toContain('ce que sont devenus les fichiers');
    await ines.fill({ files: ['kept'] });
    await ines.press('Rendre à la personne');
    expect(await ines.text()).toContain('Résolue');
    await ines.go(`/appareils/${code}`);
    expect(await ines.text()).toContain('Remis');
    expect(ines.found).toEqual([]);
  });
});
