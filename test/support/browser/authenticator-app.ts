import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import type { TestApp } from '../servers/app.js';
import { type Seen, Visitor } from './visitor.js';

const HALF_MINUTE = 30_000;

/** Somebody's application of codes: it reads the secret off the page, and shows a code. */
export class AuthenticatorApp {
  private constructor(private readonly totp: TOTP) {}

  /** Sets one up on somebody's account, as they do. Gives it with the page that follows. */
  static async setUp(
    who: Visitor,
    more: Record<string, string> = {},
  ): Promise<{ phone: AuthenticatorApp; after: Seen }> {
    const begun = await who.post('/compte/verification/application', more);
    if (begun.location !== '/compte/verification/application') throw new Error(`not begun: ${begun.status}`);
    const phone = AuthenticatorApp.reading((await who.get(begun.location)).text);
    return { phone, after: await who.post('/compte/verification/application/code', { code: phone.shows() }) };
  }

  static reading(page: string): AuthenticatorApp {
    const secret = new URL(/href="(otpauth:[^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')).searchParams.get(
      'secret',
    );
    return new AuthenticatorApp(
      new TOTP({ secret: Secret.fromBase32(secret!), algorithm: 'SHA1', digits: 6, period: 30 }),
    );
  }

  /** The code of now, or of so many half minutes later. */
  shows(later = 0): string {
    return this.totp.generate({ timestamp: Date.now() + later * HALF_MINUTE });
  }
}

/** As if the last code had been taken long ago: nobody waits half a minute in a test. */
export const halfMinutesPass = (t: TestApp): Promise<unknown> =>
  t.app.get(DataSource).query('UPDATE people.totp SET last_step = 0');

/** What the page of the second step carries. */
export const stepIn = (page: string): string => /name="step" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** The codes for paper on a page. */
export const paperCodesIn = (page: string): string[] =>
  [...page.matchAll(/\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b/g)].map(([code]) => code);
