import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '#bank/demo';
import { showMediumCode } from '#bank/workshop';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE } from '../support/browser/browsing.js';
import { needs, programOf } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { scratchFolder } from '../support/servers/scratch.js';

const pdfText = (pdf: Buffer): string => execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();
const PICTURES = process.env.BN_PICTURES;
const SLIP = Buffer.from('%PDF-1.7\n% le bordereau, signé par qui a détruit\n');

/** A disk, from the bench to the shredder. */
needs('chromium', 'a medium that is taken out of its device', () => {
  let t: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    ({ t } = await testAppWith('demo', { listen: true, work: true }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
  });

  test.each([
    ['a phone without scripts', { viewport: PHONE, javaScriptEnabled: false }],
    ['a desk', { viewport: DESK }],
  ])('is labelled, put away, destroyed with its slip, and the certificate says so: on %s', async (_, options) => {
    const db = t.app.get(DataSource);
    const [device] = await db.query(
      `SELECT d.code FROM devices.device d JOIN people.membership m ON m.organisation_id = d.holder_org_id
       JOIN people.app_user u ON u.id = m.user_id AND u.email = 'karim@demo.example' WHERE d.state = 'at_workshop' ORDER BY d.id LIMIT 1`,
    );
    const karim = await Browsing.as(browser, t.url, 'karim', options);
    const look = async (of: string) => {
      if (PICTURES)
        await karim.page.screenshot({
          path: `${PICTURES}/medium-${of}-${options.viewport.width}.png`,
          fullPage: true,
        });
    };
    const serial = `WD-JOURNEE-${options.viewport.width}`;
    await karim.go(`/atelier/${device.code}/supports`);
    await karim.page.selectOption('select[name=kind]', { index: 1 });
    await karim.fill({ serial });
    await karim.press('Ajouter');
    await karim.arriveBy(() =>
      karim.page
        .locator('.bench-item', { hasText: serial })
        .getByRole('link', { name: 'Détruit, retiré ou neuf ?' })
        .click(),
    );
    await karim.choose('kind', 'removed');
    await karim.fill({ password: DEMO_PASSWORD });
    await karim.press('Signer');

    await karim.go('/atelier/supports-retires');
    await look('list');
    const [medium] = await db.query(
      'SELECT x.code FROM refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id WHERE m.serial = $1',
      [serial],
    );
    const code = showMediumCode(medium.code);
    await karim.follow(code);
    expect(await karim.text()).toContain('À effacer ou à détruire');
    await look('kept');

    await karim.follow('Imprimer son étiquette');
    await look('label');
    const address = await karim.page.locator('main form').evaluate((form: HTMLFormElement) => {
      const said = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      return `${form.action}?${said}`;
    });
    const pdf = await (await karim.page.request.get(address)).body();
    expect(pdfText(pdf)).toContain(code);
    const [toPicture, scanner] = [programOf('pdftoppm'), programOf('zbarimg')];
    if (toPicture && scanner) {
      const file = join(scratchFolder('bn-label-'), 'label.pdf');
      writeFileSync(file, pdf);
      execFileSync(toPicture, ['-r', '300', '-png', file, file]);
      const read = execFileSync(scanner, ['-q', '--raw', `${file}-1.png`], { encoding: 'utf8' }).split('\n');
      expect(read).toContain(code);
      expect(read).toContain(code.replaceAll('-', ''));
    }

    // What its QR says, typed where the bench scans.
    await karim.go(`/atelier/scan?code=${code}`);
    await karim.follow('Ranger ailleurs');
    await karim.page.selectOption('select[name=placeId]', { index: 1 });
    await karim.press('Ranger ailleurs');
    expect(await karim.text()).not.toContain('pas rangé');

    await karim.follow('Il est détruit');
    await karim.fill({ slip: 'BSD-2026-77', password: DEMO_PASSWORD });
    await karim.attach('scan', { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('rien') });
    await karim.press('Signer');
    expect(await karim.text()).toContain('Un bordereau est un PDF');
    await look('refused');
    await karim.fill({ password: DEMO_PASSWORD });
    await karim.attach('scan', { name: 'bsd.pdf', mimeType: 'application/pdf', buffer: SLIP });
    await karim.press('Signer');
    expect(await karim.text()).toContain('n° BSD-2026-77, télécharger');
    await look('destroyed');
    const slip = await karim.page.request.get(`/atelier/supports-retires/${code}/bordereau`);
    expect((await slip.body()).equals(SLIP)).toBe(true);

    const link = karim.page.getByRole('link', { name: /CE-/ });
    await eventually('the certificate is made', async () => {
      await karim.page.reload();
      return (await link.count()) > 0;
    });
    const paper = await (await karim.page.request.get((await link.first().getAttribute('href'))!)).body();
    expect(pdfText(paper).replace(/\s+/g, ' ')).toContain('bordereau n° BSD-2026-77, conservé');
    expect(karim.found).toEqual([]);
    await karim.page.context().close();
  });
});
