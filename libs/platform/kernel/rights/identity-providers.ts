import { readFileSync } from 'node:fs';
import { SettingsError } from '../settings/settings-error.js';

export interface IdentityProvider {
  readonly id: string;
  readonly name: string;
  /** Accounts are known by it and the subject: changing it locks people out. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientAuth: 'post' | 'basic';
  readonly scope: string;
  /** Further parameters of the request, such as `claims`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How it signs id tokens; empty: as its metadata says. */
  readonly idTokenAlg: string;
  /** How it signs its user info; empty: unsigned is accepted too. */
  readonly userinfoAlg: string;
  /** It gives only mail addresses that it verified, without saying so. */
  readonly mailIsVerified: boolean;
  /** What in its answer proves a second factor. */
  readonly secondFactor: { readonly acr: readonly string[]; readonly amr: readonly string[] };
}

type Json = Readonly<Record<string, unknown>>;

const KNOWN = [
  'id',
  'name',
  'issuer',
  'client_id',
  'client_secret',
  'client_secret_file',
  'client_auth',
  'scope',
  'parameters',
  'id_token_signed_response_alg',
  'userinfo_signed_response_alg',
  'mail_is_verified',
  'second_factor',
];
/** Parameters that we set ourselves. */
const OURS = /^(client_id|redirect_uri|response_type|response_mode|scope|state|nonce|code_challenge.*|request.*)$/;
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/;
/** Signed with a key that only the provider has. */
const ALGORITHMS = /^(|(RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/;

/** Reads the list of providers. @param text JSON @throws SettingsError which names the wrong one and why; never a secret */
export function providersFrom(text: string | undefined, production: boolean): readonly IdentityProvider[] {
  if (!text?.trim()) return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new SettingsError('OIDC_PROVIDERS n’est pas du JSON : corrigez le texte, puis relancez.');
  }
  if (!Array.isArray(list)) throw new SettingsError('OIDC_PROVIDERS est une liste : [ {…}, {…} ].');
  const providers = list.map((one, i) => providerFrom(one, i, production));
  for (const key of ['id', 'issuer'] as const)
    if (new Set(providers.map((p) => p[key])).size < providers.length)
      throw new SettingsError(`OIDC_PROVIDERS : deux fournisseurs ont le même « ${key} ».`);
  return providers;
}

function providerFrom(one: unknown, index: number, production: boolean): IdentityProvider {
  const said = (typeof one === 'object' && one ? one : {}) as Json;
  const wrong = (why: string): SettingsError =>
    new SettingsError(`OIDC_PROVIDERS, fournisseur n° ${index + 1} : ${why}.`);
  const odd = Object.keys(said).find((name) => !KNOWN.includes(name));
  if (odd) throw wrong(`« ${odd} » n’existe pas ici`);
  const text = (name: string, or?: string): string => {
    const value = said[name] ?? or;
    if (typeof value !== 'string') throw wrong(`« ${name} » manque, ou n’est pas un texte`);
    return value.trim();
  };
  const [id, name, clientId] = [text('id'), text('name'), text('client_id')];
  if (!/^[a-z0-9][a-z0-9-]{0,29}$/.test(id)) throw wrong('« id » : des minuscules, des chiffres et des tirets');
  if (!name || name.length > 60) throw wrong('« name » : de 1 à 60 caractères');
  if (!clientId) throw wrong('« client_id » manque');
  const clientAuth = text('client_auth', 'post');
  if (clientAuth !== 'post' && clientAuth !== 'basic') throw wrong('« client_auth » : post ou basic');
  const [idTokenAlg, userinfoAlg] = [
    text('id_token_signed_response_alg', ''),
    text('userinfo_signed_response_alg', ''),
  ];
  if (!ALGORITHMS.test(idTokenAlg) || !ALGORITHMS.test(userinfoAlg))
    throw wrong('une signature par une clé publique est demandée : RS256, ES256…');
  if (said['mail_is_verified'] !== undefined && typeof said['mail_is_verified'] !== 'boolean')
    throw wrong('« mail_is_verified » : true ou false');
  return {
    id,
    name,
    clientId,
    clientAuth,
    idTokenAlg,
    userinfoAlg,
    issuer: issuerFrom(text('issuer'), production, wrong),
    clientSecret: secretFrom(text('client_secret', ''), text('client_secret_file', ''), wrong),
    scope: scopeFrom(text('scope', 'openid email'), wrong),
    parameters: parametersFrom(said['parameters'], wrong),
    mailIsVerified: said['mail_is_verified'] === true,
    secondFactor: {
      acr: wordsFrom(said['second_factor'], 'acr', wrong),
      amr: wordsFrom(said['second_factor'], 'amr', wrong),
    },
  };
}

type Wrong = (why: string) => SettingsError;

function issuerFrom(issuer: string, production: boolean, wrong: Wrong): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const fine =
    url && (url.protocol === 'https:' || (!production && url.protocol === 'http:' && LOCAL.test(url.hostname)));
  if (!fine || url.search || url.hash || url.username) throw wrong('« issuer » est une adresse https://…');
  return issuer;
}

function secretFrom(secret: string, file: string, wrong: Wrong): string {
  if (secret && file) throw wrong('donnez « client_secret » ou « client_secret_file », pas les deux');
  if (secret) return secret;
  if (!file) throw wrong('« client_secret » ou « client_secret_file » manque');
  try {
    const read = readFileSync(file, 'utf8').trim();
    if (read) return read;
  } catch {
    // Reported below.
  }
  throw wrong(`le fichier ${file} est vide ou illisible`);
}

function scopeFrom(scope: string, wrong: Wrong): string {
  if (!scope.split(/\s+/).includes('openid')) throw wrong('« scope » contient openid');
  return scope;
}

function parametersFrom(said: unknown, wrong: Wrong): Readonly<Record<string, string>> {
  if (said === undefined) return {};
  const found = typeof said === 'object' && said && !Array.isArray(said) ? Object.entries(said) : null;
  if (!found?.every(([name, value]) => typeof value === 'string' && !OURS.test(name)))
    throw wrong('« parameters » : des textes, par leur nom, sauf ceux que le programme choisit lui-même');
  return Object.fromEntries(found) as Record<string, string>;
}

function wordsFrom(said: unknown, name: 'acr' | 'amr', wrong: Wrong): readonly string[] {
  if (said === undefined) return [];
  const among = said as Json | null;
  const words = (typeof among === 'object' && among?.[name]) ?? [];
  const odd = typeof among === 'object' && Object.keys(among ?? {}).find((key) => key !== 'acr' && key !== 'amr');
  if (odd || !Array.isArray(words) || !words.every((word) => typeof word === 'string' && word))
    throw wrong('« second_factor » : {"acr": ["…"], "amr": ["…"]}');
  return words;
}
