import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import qrcode from 'qrcode';
import sharp from 'sharp';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { DeviceQueries, DevicesService } from '#bank/devices';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, PHONE } from '../support/browser/browsing.js';
import { somePhoto } from '../support/papers/photo.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** What the camera of a phone sees: a label held before it, as a film of one picture. */
async function filmOf(text: string, file: string): Promise<void> {
  const code = await qrcode.toBuffer(text, { margin: 4, scale: 8 });
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c9c4b8' } })
    .composite([{ input: code, gravity: 'centre' }])
    .jpeg({ quality: 95 })
    .toBuffer();
  await writeFile(file, Buffer.concat(Array.from({ length: 10 }, () => picture)));
}

needs('chromium', 'a phone with a camera', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let browser: Browser;
  let folder: string;
  let code: string;

  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    folder = await mkdtemp(join(tmpdir(), 'bn-camera-'));
    const { collection } = fixtures.organisations;
    const at = { location: { place: collection.place }, holder: { organisation: collection.id } };
    const [id] = await t.app
      .get(DataSource)
      .transaction((tx) => t.app.get(DevicesService).log(tx, fixtures.people.aude, [{ category: 'laptop' }], at));
    ({ code } = await t.app.get(DeviceQueries).get(fixtures.people.aude, id!));
    await filmOf(`HTTP://BANQUE.EXAMPLE.FR/E/${code}`, join(folder, 'label.mjpeg'));
    browser = await openBrowser([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${join(folder, 'label.mjpeg')}`,
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await t?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a label held before the camera leads to its device; the scanner and the hand are beside it', async () => {
    const aude = await Browsing.as(browser, t.url, 'aude', { viewport: PHONE, permissions: ['camera'] });
    await aude.go('/');
    const field = aude.page.locator('input[data-scan]').first();
    const button = aude.page.getByRole('button', { name: 'Scanner' }).first();
    expect(await field.isVisible()).toBe(true);
    await button.click();
    await aude.page.waitForURL(`**/appareils/${code}`);
    await aude.look();
    expect(aude.found).toEqual([]);
  });

  test('a refused camera says what to do, and typing still works', async () => {
    const refusing = await openBrowser(['--deny-permission-prompts']);
    const aude = await Browsing.as(refusing, t.url, 'aude', { viewport: PHONE });
    await aude.go('/');
    await aude.page.getByRole('button', { name: 'Scanner' }).first().click();
    const dialog = aude.page.locator('dialog.camera');
    await dialog.getByText(/tapez le code/i).waitFor();
    await aude.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await aude.page.keyboard.type(code);
    await aude.page.keyboard.press('Enter');
    await aude.page.waitForURL(`**/appareils/${code}`);
    await refusing.close();
  });

  test('a photo added on the device’s page is seen there, and removed again', async () => {
    const aude = await Browsing.as(browser, t.url, 'aude', { viewport: PHONE });
    await aude.go(`/appareils/${code}/photos`);
    const { bytes } = await somePhoto(900, 500);
    await aude.page.setInputFiles('input[name=photo]', { name: 'dessus.jpg', mimeType: 'image/jpeg', buffer: bytes });
    await aude.press('Ajouter');
    const seen = aude.page.locator('.photos img');
    await seen.waitFor();
    expect(await seen.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(320);
    await aude.go(`/appareils/${code}/photos`);
    await aude.press('Retirer cette photo');
    expect(await aude.page.locator('img.photo').count()).toBe(0);
    expect(aude.found).toEqual([]);
  });
});
