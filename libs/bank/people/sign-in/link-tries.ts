import type { Allowance, Tries } from '#platform/database';
import { networkOf, siteOf } from '#platform/kernel';
import type { AskedLink } from '../word-lists.js';

const AN_HOUR = 60;
const A_DAY = 24 * 60;

/**
 * How often a link may be asked for. Whoever asks uses up what the network that they ask from may ask for this account, and nobody else's: no
 * stranger keeps somebody else from their link. However many networks ask, what goes to the mailbox is bounded by `LinksService.makeAsked`.
 */
const ALLOWED = {
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

/**
 * Against whom it counts that a link is asked for, the same whether or not there is such an account.
 * @param device by which a known browser is counted; null for any other
 */
export function linkTriesOf(purpose: AskedLink, account: string, address: string, device: string | null): Tries[] {
  if (device) return [{ allowance: ALLOWED.knownDevice, by: `${purpose} ${device}` }];
  const [line, site] = [networkOf(address), siteOf(address)];
  const wanted = `${purpose} ${account}`;
  return [
    { allowance: ALLOWED.fromLine, by: `${wanted} ${line}` },
    { allowance: ALLOWED.fromLineInADay, by: `${wanted} ${line}` },
    { allowance: ALLOWED.line, by: `${purpose} ${line}` },
    ...(site
      ? [
          { allowance: ALLOWED.fromSite, by: `${wanted} ${site}` },
          { allowance: ALLOWED.site, by: `${purpose} ${site}` },
        ]
      : []),
  ];
}
