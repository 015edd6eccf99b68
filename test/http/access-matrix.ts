import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type DeclaredRoute, declaredRoutes, isAgentRequest } from '#platform/http';
import { ROLES, rolesOf } from '#platform/kernel';
import { type Kind, type PersonKind, sideOf } from '../support/browser/everybody.js';
import type { ThingKind } from '../support/things/things.js';
import { EXCEPTIONS } from './access/exceptions.js';
import { thingOf } from './access/things.js';

export const PEOPLE: readonly PersonKind[] = ['stranger', 'instance', ...ROLES];

/**
 * What a person is answered.
 * `ok`: let through (a page, an answer; for a write whatever its own rules then say: 2xx, 303, 409, 422).
 * `401`: asked to sign in (a page goes to /connexion). `403`: not this role's work. `404`: not there, or not for them.
 */
export type Verdict = 'ok' | '401' | '403' | '404';

export interface Row {
  readonly route: string;
  /** The kind of thing that the address names, if it names one. */
  readonly thing: ThingKind | null;
  readonly own: Readonly<Record<PersonKind, Verdict>>;
  /** The same person of another organisation asking for the same thing. */
  readonly foreign: Readonly<Record<PersonKind, Verdict>>;
}

/** What everybody is answered at a route: nothing, unless what the route declares gives it to them. */
function rowOf({ method, path, policy }: DeclaredRoute): Row {
  const route = `${method} ${path}`;
  const thing = thingOf(route);
  const byToken = path.startsWith('/api/') || isAgentRequest({ url: path });
  const answer = (who: PersonKind, theirs: boolean): Verdict => {
    if (!policy) return '403';
    if ('public' in policy) return 'ok';
    // A token acts for an organisation, and the instance administrator is in none.
    if (who === 'stranger' || (who === 'instance' && byToken)) return '401';
    if ('signedIn' in policy) return 'ok';
    if (who === 'instance') return 'instanceAdmin' in policy ? 'ok' : '403';
    const { by = {} } = policy;
    if (by.any?.includes(who)) return 'ok';
    if (!rolesOf(by).includes(who)) return '403';
    return theirs || !thing ? 'ok' : '404';
  };
  const side = (own: boolean) =>
    Object.fromEntries(
      PEOPLE.map((who) => {
        const said = EXCEPTIONS[route]?.[who];
        return [who, said ? said.split('/').at(own ? 0 : -1) : answer(who, own && sideOf(who) !== null)];
      }),
    ) as Row['own'];
  return { route, thing, own: side(true), foreign: side(false) };
}

/** Who may do what, everywhere. */
export const matrixOf = (app: INestApplication): Row[] =>
  declaredRoutes(app.get(DiscoveryService, { strict: false })).map(rowOf);

/** Is there a difference between one's own and another organisation's to ask for? */
export const asksForeign = (row: Row, kind: Kind): boolean => row.thing !== null && kind.foreign !== null;
