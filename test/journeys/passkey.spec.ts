import type { Browser, CDPSession, Request } from 'playwright-core';
import { DEMO_PASSWORD } from '#bank/demo';
import { AuthenticatorApp } from '../support/browser/authenticator-app.js';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, PHONE } from '../support/browser/browsing.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** Chromium's own authenticator, as a telephone has one: it holds keys, and asks for a finger. */
class Finger {
  private constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async on(who: Browsing): Promise<Finger> {
    const session = await who.page.context().newCDPSession(who.page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Finger(session, authenticatorId);
  }

  /** Whether the device knows its owner. */
  async isTheirs(isUserVerified: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.authenticatorId, isUserVerified });
  }
}

needs('chromium', 'a passkey', () => {
  let t: TestApp;
  let browser: Browser;
  let site: string;

  beforeAll(async () => {
    ({ t } = await testAppWith('fixtures', { listen: true }));
    // A passkey is of a name, never of a number.
    site = t.url.replace('127.0.0.1', 'localhost');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await t.close();
  });

  const leave = async (who: Browsing) => {
    await who.page.context().clearCookies();
    await who.go('/connexion');
  };

  test('is made in “Mon compte”, signs in without a password, and is taken away', async () => {
    const aude = await Browsing.as(browser, site, 'aude', { viewport: PHONE });
    const finger = await Finger.on(aude);
    await aude.go('/compte');
    await aude.follow('Seconde vérification');
    await aude.fill({ name: 'Téléphone du comptoir' });
    await aude.press('Faire une clé d’identification');
    expect(await aude.text()).toContain('Vos dix codes de secours');
    expect((await aude.text()).match(/[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/g)).toHaveLength(10);
    await aude.go('/compte/verification');
    expect(await aude.text()).toContain('Téléphone du comptoir');

    await leave(aude);
    let sent: Request | undefined;
    aude.page.on('request', (r) => {
      if (r.url().endsWith('/connexion/cle')) sent = r;
    });
    await aude.press('Utiliser une clé d’identification');
    expect(new URL(aude.page.url()).pathname).toBe('/');
    // What was heard on the way opens nothing a second time.
    const again = await t.inject({
      method: 'POST',
      url: '/connexion/cle',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: new URL(site).host, origin: site },
      payload: sent!.postData()!,
    });
    expect([again.statusCode, again.headers['set-cookie']]).toEqual([401, undefined]);

    // After the password, too.
    await leave(aude);
    await aude.fill({ email: 'aude@demo.example', password: DEMO_PASSWORD });
    await aude.press('Se connecter');
    expect(await aude.text()).toContain('Encore une vérification');
    await aude.press('Utiliser une clé d’identification');
    expect(new URL(aude.page.url()).pathname).toBe('/');

    // A device that does not know who holds it is not enough.
    await leave(aude);
    await finger.isTheirs(false);
    await aude.page.getByRole('button', { name: 'Utiliser une clé d’identification' }).click();
    await aude.page.getByText('Votre appareil n’a pas confirmé').waitFor();
    await finger.isTheirs(true);
    await aude.press('Utiliser une clé d’identification');

    await aude.go('/compte/verification');
    await aude.press('Retirer');
    expect(await aude.text()).not.toContain('Téléphone du comptoir');
    await leave(aude);
    await aude.press('Utiliser une clé d’identification');
    expect(await aude.text()).toContain('n’a pas été reconnue');
    expect(aude.found).toEqual([]);
  });

  test('what another site had signed, and what another account began, is refused', async () => {
    const moussa = await Browsing.as(browser, site, 'moussa');
    const finger = await Finger.on(moussa);
    await moussa.go('/compte/verification');
    let sent: Request | undefined;
    moussa.page.on('request', (r) => {
      if (r.url().endsWith('/verification/cles')) sent = r;
    });
    await moussa.press('Faire une clé d’identification');
    const ines = await Browsing.as(browser, site, 'ines');
    const cookie = (await ines.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const fields = new URLSearchParams(sent!.postData()!);
    fields.delete('_org');
    fields.delete('_key');
    const ask = (host: string, url = '/compte/verification/cles') =>
      t.inject({
        method: 'POST',
        url,
        headers: { cookie, host, origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded' },
        payload: fields.toString(),
      });
    expect((await ask(new URL(site).host)).payload).toContain('n’a pas été reconnue');
    expect((await ask('pirate.example')).payload).toContain('n’a pas été reconnue');
    await finger.isTheirs(true);
  });

  test('without scripts the page offers the application and codes, and nothing that does not work', async () => {
    const omar = await Browsing.as(browser, site, 'omar', { javaScriptEnabled: false, viewport: PHONE });
    await omar.go('/compte/verification');
    expect(await omar.page.getByRole('button', { name: 'Faire une clé d’identification' }).count()).toBe(0);
    await omar.press('Régler l’application');
    const phone = AuthenticatorApp.reading(await omar.page.content());
    await omar.fill({ code: phone.shows() });
    await omar.press('Vérifier');
    expect(await omar.text()).toContain('C’est réglé');
    await leave(omar);
    await omar.fill({ email: 'omar@demo.example', password: DEMO_PASSWORD });
    await omar.press('Se connecter');
    await omar.fill({ code: phone.shows(1) });
    await omar.press('Se connecter');
    expect(new URL(omar.page.url()).pathname).toBe('/');
  });
});
