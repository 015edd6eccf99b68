import type { DataSource, EntityManager } from 'typeorm';
import { type Allowance, rows, secondsToWait, type Tries } from '#platform/database';
import { networkOf, RuleBroken, siteOf } from '#platform/kernel';
import type { AskedLink } from '../word-lists.js';

const A_DAY = 24 * 60;
const AN_HOUR = 60;
const QUARTER_OF_AN_HOUR = 15;
/** The longest that somebody waits between two tries. */
const LONGEST = 15 * 60;

/** How many wrong passwords, codes and keys there may be, and of whom: who guesses waits, and nobody else. */
export const ALLOWED = {
  /** Of a browser that the account was opened with before: it waits for its own tries alone. */
  knownDevice: { of: 'sign-in of a known browser', times: 5, minutes: A_DAY, growsTo: LONGEST },
  /** Of an account, from one line; and from all lines of one site of IPv6. */
  accountFromLine: { of: 'sign-in', times: 5, minutes: A_DAY, growsTo: LONGEST },
  accountFromSite: { of: 'sign-in from the site', times: 20, minutes: A_DAY, growsTo: LONGEST },
  /** Of an account from everywhere: so many that several networks must work together to shut out an owner at a browser that is new. */
  account: { of: 'sign-in to', times: 100, minutes: QUARTER_OF_AN_HOUR },
  /** Of all accounts, from one line, which many may share; and from one site. */
  line: { of: 'sign-in from', times: 50, minutes: QUARTER_OF_AN_HOUR },
  site: { of: 'sign-in from a site', times: 200, minutes: QUARTER_OF_AN_HOUR },
  /** Of whoever is asked for the password again, to sign or to change the account. */
  again: { of: 'signature', times: 10, minutes: QUARTER_OF_AN_HOUR },
  /** Codes of an account, at a browser that it was opened with before or from one line: whoever tries has the password already. */
  code: { of: 'second factor', times: 5, minutes: QUARTER_OF_AN_HOUR },
  codeInADay: { of: 'second factor of a day', times: 10, minutes: A_DAY },
  codeFromSite: { of: 'second factor from the site', times: 20, minutes: A_DAY },
  /**
   * From everywhere but such browsers: five lines of IPv4, or three sites of IPv6, must work together to shut out an owner at a new browser, whose
   * code they find in a day in 3 cases of 20,000.
   */
  codeOfAccount: { of: 'second factor of the account', times: 50, minutes: A_DAY },
  /** First codes of an application that somebody who is in sets up. */
  firstCode: { of: 'first code', times: 10, minutes: QUARTER_OF_AN_HOUR },
  /** Keys of agents, from one line: a workshop whose script has an old one sends a few per machine. */
  agent: { of: 'agent', times: 60, minutes: QUARTER_OF_AN_HOUR },
} as const satisfies Record<string, Allowance>;

/**
 * How often a link may be asked for. Whoever asks uses up what the network that they ask from may ask for this account, and nobody else's: no
 * stranger keeps somebody else from their link. However many networks ask, what goes to the mailbox is bounded by `LinksService.makeAsked`.
 */
const LINKS_ALLOWED = {
  /** Of an account, at a browser that it was opened with before: no other count stops it. */
  knownDevice: { of: 'link at a known browser', times: 10, minutes: AN_HOUR },
  /** Of an account, from one line; and from all lines of one site of IPv6. */
  fromLine: { of: 'link from', times: 5, minutes: AN_HOUR },
  fromLineInADay: { of: 'link of a day from', times: 10, minutes: A_DAY },
  fromSite: { of: 'link from the site', times: 20, minutes: A_DAY },
  /** Of all accounts, from one line, which many may share: a workshop signs in within the same hour. It bounds what waits for the worker. */
  line: { of: 'links from', times: 300, minutes: AN_HOUR },
  site: { of: 'links from a site', times: 600, minutes: AN_HOUR },
} as const satisfies Record<string, Allowance>;

/** @param device by which a known browser is counted; null for any other */
export function triesOf(account: string, address: string, device: string | null): Tries[] {
  if (device) return [{ allowance: ALLOWED.knownDevice, by: device }];
  const [line, site] = [networkOf(address), siteOf(address)];
  return [
    { allowance: ALLOWED.accountFromLine, by: `${account} ${line}` },
    { allowance: ALLOWED.account, by: account },
    { allowance: ALLOWED.line, by: line },
    ...(site
      ? [
          { allowance: ALLOWED.accountFromSite, by: `${account} ${site}` },
          { allowance: ALLOWED.site, by: site },
        ]
      : []),
  ];
}

/** The nearest first: who guesses uses up their own. A code for paper is not to be guessed, and is no try of the account's. */
export function codeTriesOf(user: string, address: string, device: string | null, isForPaper: boolean): Tries[] {
  const [line, site] = [networkOf(address), siteOf(address)];
  const by = device ?? `${user} ${line}`;
  return [
    { allowance: ALLOWED.code, by },
    { allowance: ALLOWED.codeInADay, by },
    ...(site && !device ? [{ allowance: ALLOWED.codeFromSite, by: `${user} ${site}` }] : []),
    ...(device || isForPaper ? [] : [{ allowance: ALLOWED.codeOfAccount, by: user }]),
  ];
}

/** Of the password that goes with an invitation to one more organisation: whoever has the link has the mailbox, and waits for nobody's tries elsewhere. */
export function joiningTriesOf(user: string, address: string, device: string | null): Tries[] {
  const by = `joining ${user}`;
  if (device) return [{ allowance: ALLOWED.knownDevice, by: `joining ${device}` }];
  const site = siteOf(address);
  return [
    { allowance: ALLOWED.accountFromLine, by: `${by} ${networkOf(address)}` },
    ...(site ? [{ allowance: ALLOWED.accountFromSite, by: `${by} ${site}` }] : []),
  ];
}

/** The same whether or not there is such an account. @param device by which a known browser is counted; null for any other */
export function linkTriesOf(purpose: AskedLink, account: string, address: string, device: string | null): Tries[] {
  if (device) return [{ allowance: LINKS_ALLOWED.knownDevice, by: `${purpose} ${device}` }];
  const [line, site] = [networkOf(address), siteOf(address)];
  const wanted = `${purpose} ${account}`;
  return [
    { allowance: LINKS_ALLOWED.fromLine, by: `${wanted} ${line}` },
    { allowance: LINKS_ALLOWED.fromLineInADay, by: `${wanted} ${line}` },
    { allowance: LINKS_ALLOWED.line, by: `${purpose} ${line}` },
    ...(site
      ? [
          { allowance: LINKS_ALLOWED.fromSite, by: `${wanted} ${site}` },
          { allowance: LINKS_ALLOWED.site, by: `${purpose} ${site}` },
        ]
      : []),
  ];
}

/** What was tried of an account from everywhere, whoever did: who proves that it is theirs is not kept out by it. */
export async function triesOfEverybody(on: EntityManager, user: string): Promise<Tries[]> {
  const [found] = await rows<{ email: string }>(on, 'SELECT email FROM people.app_user WHERE id = $1', [user]);
  return [
    ...(found ? [{ allowance: ALLOWED.account, by: found.email }] : []),
    { allowance: ALLOWED.codeOfAccount, by: user },
  ];
}

/** Of either, the ones that the right thing forgives: of this account, from here. */
export const forgiven = (tries: readonly Tries[]): Tries[] => tries.filter(({ allowance }) => FORGIVEN.has(allowance));

const FORGIVEN: ReadonlySet<Allowance> = new Set([
  ALLOWED.knownDevice,
  ALLOWED.accountFromLine,
  ALLOWED.accountFromSite,
  ALLOWED.code,
  ALLOWED.codeInADay,
  ALLOWED.codeFromSite,
]);

/** @throws RuleBroken `code`, with `seconds` to wait and `until` when, by the bank's clock, while one of them has tried too often */
export async function mustHaveTriesLeft(
  on: DataSource | EntityManager,
  tries: readonly Tries[],
  code: `people.${string}` = 'people.sign_in_throttled',
): Promise<void> {
  const seconds = await secondsToWait(on, ...tries);
  if (seconds !== null) throw await throttled(on, code, seconds);
}

export async function throttled(
  on: DataSource | EntityManager,
  code: `people.${string}`,
  seconds: number,
  field?: string,
): Promise<RuleBroken> {
  const [clock] = await rows<{ until: string }>(
    on,
    // Rounded up: whoever comes at that minute is let in.
    `SELECT to_char((platform.now() + make_interval(secs => $1 + 59)) AT TIME ZONE b.time_zone, 'HH24:MI') AS until FROM people.bank b`,
    [seconds],
  );
  return new RuleBroken(code, { seconds, ...(clock ?? {}) }, field);
}
