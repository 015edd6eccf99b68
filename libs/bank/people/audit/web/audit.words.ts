import { AUDIT_KINDS, AUDIT_VERBS, type AuditView } from '#bank/people';
import { datedTable, isDatedTable } from '#bank/rules';
import { type Channel, joined, labelOfRole, type Role } from '#platform/kernel';
import { formatWho } from '#platform/ui';
import { scopeWords } from '../../keys/web/keys.words.js';

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** « Modification : membre Karim B. »; `set_password` and its like say by themselves of what. */
export function auditSentence({ verb, kind, subject }: AuditView): string {
  const done = own(AUDIT_VERBS, verb) ?? verb;
  if (kind === 'session') return done;
  const of = own<{ readonly label: string }>(AUDIT_KINDS, kind)?.label ?? 'règle';
  return `${done} : ${of}${subject ? ` ${subject}` : ''}`;
}

const BY: Readonly<Record<Exclude<AuditView['by'], 'member'>, string>> = {
  installation: 'Gestion de l’installation',
  program: 'Le programme',
};

export const auditWho = (entry: AuditView): string =>
  entry.by === 'member'
    ? formatWho({ ...entry, organisation: entry.operatorName ? null : entry.organisation })
    : BY[entry.by];

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  page: '',
  api: 'par un logiciel',
  offline: 'sans réseau',
  import: 'par un fichier',
  agent: 'par un agent',
  system: 'sans personne',
};

const HOW: Readonly<Record<string, string>> = {
  password: 'mot de passe',
  totp: 'application de codes',
  recovery: 'code de secours',
  code: 'code',
  passkey: 'clé d’identification',
  link: 'lien par mail',
  mail_link: 'lien de connexion par mail',
  server: 'ligne de commande du serveur',
};

const FACTS: Readonly<Record<string, (value: unknown) => string>> = {
  roles: (value) => (Array.isArray(value) ? value.map((role) => labelOfRole(role as Role)).join(', ') : ''),
  active: (value) => (value === false ? 'suspendu' : ''),
  fields: (value) =>
    Array.isArray(value)
      ? value.map((f) => ({ name: 'nom', email: 'adresse mail' })[String(f)] ?? String(f)).join(', ')
      : '',
  count: (value) => `${value}`,
  number: (value) => String(value),
  validFrom: (value) => `à partir du ${String(value)}`,
  list: (value) => String(value),
  format: (value) => String(value).toUpperCase(),
  by: (value) => HOW[String(value)] ?? String(value),
  form: (value) => HOW[String(value)] ?? String(value),
  scopes: (value) => (Array.isArray(value) ? scopeWords(value.map(String)) : ''),
};

function ruleWords({ table, key }: AuditView['facts']): string[] {
  if (!isDatedTable(table)) return [];
  const { title, key: subject } = datedTable(table);
  return [title, own(subject?.words ?? {}, String(key)) ?? ''];
}

/** What was changed, in a few words: what has no words here is not said. */
export const auditFacts = (facts: AuditView['facts']): string =>
  joined(' · ', ...ruleWords(facts), ...Object.entries(facts).map(([name, value]) => own(FACTS, name)?.(value) ?? ''));
