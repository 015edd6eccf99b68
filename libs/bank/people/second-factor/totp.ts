import { Secret, TOTP } from 'otpauth';
import { keyring, seal, unseal } from '#platform/kernel';
import { SEALED_TOTP } from './sealed.js';

/** As every application takes it (RFC 6238): six figures, new each half minute. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Half minutes that a clock may be wrong by, to either side. */
const WINDOW = 1;

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const of = (secret: string, issuer = '', label = 'compte'): TOTP =>
  new TOTP({ ...FORM, secret: Secret.fromBase32(secret), issuer, label });

export const totpAddress = (secret: string, issuer: string, label: string): string =>
  of(secret, issuer, label).toString();

/** The half minute that a code belongs to; null when it is none of this secret's, or too old. */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  const delta = of(secret).validate({ token: code, window: WINDOW, timestamp: now });
  return delta === null ? null : Math.floor(now / 1000 / FORM.period) + delta;
}

/** Six figures, however they were spaced. */
export const looksLikeTotp = (typed: string): boolean => /^\d{6}$/.test(typed.replace(/\s/g, ''));

export const sealTotp = (id: string, secret: string) => seal(keyring(), Buffer.from(secret), SEALED_TOTP.context(id));

export const openTotp = (row: { readonly id: string; readonly keyId: string; readonly sealed: Buffer }): string =>
  unseal(keyring(), { keyId: row.keyId, bytes: row.sealed }, SEALED_TOTP.context(row.id)).toString();
