import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/kernel';
import type { FairShare } from '../askers/fair-share.js';
import type { StrangersDoors } from '../askers/strangers.js';
import type { DeclaredRoute } from './policy.check.js';
import { admits, type PolicyRule } from './policy.rule.js';

/** Whether a link or a form of ours leads this actor somewhere, or to a refusal; true for other sites. */
export type Leads = (actor: Actor, method: 'GET' | 'POST', href: string) => boolean;

declare module 'fastify' {
  interface FastifyInstance {
    leads?: Leads;
    strangers?: StrangersDoors;
    openRoutes?: ReadonlySet<string>;
    /** Addresses of pages and of the API, as the router names them. */
    declaredPaths?: ReadonlySet<string>;
    /** Those of the pages of lists. */
    listPaths?: ReadonlySet<string>;
    shares?: FairShare;
  }
}

interface Node {
  readonly next: Map<string, Node>;
  readonly rules: Map<string, PolicyRule>;
}
const node = (): Node => ({ next: new Map(), rules: new Map() });

/**
 * Finds the rule of the route that an address leads to, so that a button asks exactly what its route will ask. Of which things, `allowed` decides.
 */
export function leadsBy(routes: readonly DeclaredRoute[]): Leads {
  const root = node();
  for (const { method, path, policy } of routes) {
    let at = root;
    for (const part of partsOf(path)) {
      const name = part.startsWith(':') ? ':' : part;
      const next = at.next.get(name) ?? node();
      at.next.set(name, next);
      at = next;
    }
    if (policy) at.rules.set(method, policy);
  }
  return (actor, method, href) => {
    if (actor.kind === 'stranger' || !href.startsWith('/')) return true;
    const rule = find(root, partsOf(href.split(/[?#]/)[0]!), method);
    return !rule || admits(rule, actor);
  };
}

/** The public routes, such as `POST /E`. */
export const openAmong = (routes: readonly DeclaredRoute[]): ReadonlySet<string> =>
  new Set(routes.filter(({ policy }) => policy && 'public' in policy).map(({ method, path }) => `${method} ${path}`));

export const needsSignIn = ({ server, method, routeOptions }: FastifyRequest): boolean =>
  routeOptions?.url !== undefined && server.openRoutes?.has(`${method} ${routeOptions.url}`) === false;

const partsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** A literal part of the path goes before a parameter, as in the router. */
function find(at: Node, [part, ...rest]: readonly string[], method: string): PolicyRule | undefined {
  if (part === undefined) return at.rules.get(method);
  for (const name of [part, ':']) {
    const next = at.next.get(name);
    const rule = next && find(next, rest, method);
    if (rule) return rule;
  }
  return undefined;
}
