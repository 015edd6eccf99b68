import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providersFrom } from './identity-providers.js';

const ONE = {
  id: 'keycloak',
  name: 'Département',
  issuer: 'https://connexion.example.fr/realms/agents',
  client_id: 'banque',
  client_secret: 'un secret bien gardé',
};
const from = (one: object, production = true) => providersFrom(JSON.stringify([{ ...ONE, ...one }]), production)[0]!;

test('a provider needs five things; the rest has a default that is safe', () => {
  expect(from({})).toMatchObject({
    clientAuth: 'post',
    scope: 'openid email',
    mailIsVerified: false,
    secondFactor: { acr: [], amr: [] },
    parameters: {},
  });
  expect(providersFrom(undefined, true)).toEqual([]);
});

test('its secret may be a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'bn-')), 'secret');
  writeFileSync(file, 'du fichier\n');
  expect(from({ client_secret: undefined, client_secret_file: file }).clientSecret).toBe('du fichier');
  expect(() => from({ client_secret: undefined, client_secret_file: `${file}-absent` })).toThrow('illisible');
  expect(() => from({ client_secret_file: file })).toThrow('pas les deux');
});

test.each([
  [{ id: 'Pro Connect' }, 'minuscules'],
  [{ issuer: 'http://connexion.example.fr' }, 'https'],
  [{ issuer: 'http://localhost:8080' }, 'https'],
  [{ issuer: 'https://a.example/?x=1' }, 'https'],
  [{ client_secret: '' }, 'client_secret'],
  [{ scope: 'email' }, 'openid'],
  [{ parameters: { redirect_uri: 'https://pirate.example' } }, 'parameters'],
  [{ parameters: { state: 'x' } }, 'parameters'],
  [{ id_token_signed_response_alg: 'none' }, 'clé publique'],
  [{ userinfo_signed_response_alg: 'HS256' }, 'clé publique'],
  [{ mail_is_verified: 'true' }, 'true ou false'],
  [{ second_factor: { acr: 'eidas2' } }, 'second_factor'],
  [{ second_factor: { arc: ['eidas2'] } }, 'second_factor'],
  [{ clientId: 'x' }, 'n’existe pas ici'],
])('%j stops the start with a sentence that says no secret', (one, words) => {
  expect(() => from(one)).toThrow(words);
  try {
    from(one);
  } catch (error) {
    expect((error as Error).message).not.toContain(ONE.client_secret);
  }
});

test('two of the same name or issuer are one too many; on one’s own machine http will do', () => {
  expect(() => providersFrom(JSON.stringify([ONE, ONE]), true)).toThrow('même');
  expect(() => providersFrom(JSON.stringify([ONE, { ...ONE, id: 'autre' }]), true)).toThrow('issuer');
  expect(() => providersFrom('{', true)).toThrow('JSON');
  expect(() => providersFrom('{}', true)).toThrow('liste');
  expect(from({ issuer: 'http://localhost:8080' }, false).issuer).toBe('http://localhost:8080');
});
