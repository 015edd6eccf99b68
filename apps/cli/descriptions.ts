import { DiscoveryService, ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { REQUEST_LIFECYCLE } from '#bank/allocation';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { TICKET_LIFECYCLE } from '#bank/faults';
import { INCIDENT_LIFECYCLE } from '#bank/incidents';
import { DONATION_LIFECYCLE } from '#bank/intake';
import { TRANSFER_LIFECYCLE } from '#bank/logistics';
import { SIM_LIFECYCLE } from '#bank/sims';
import { REMOVED_LIFECYCLE } from '#bank/workshop';
import { declaredRoutes, type PolicyRule } from '#platform/http';
import {
  type Grants,
  type Lifecycle,
  type LifecycleRow,
  READ,
  type Right,
  ROLES,
  type Role,
  WRITE,
} from '#platform/kernel';
import { apiDescription } from '../server/api-description.js';
import { RootModule } from '../server/app.module.js';
import type { Command } from './commands.js';

const FILES: readonly (readonly [Lifecycle, string])[] = [
  [DEVICE_LIFECYCLE, 'libs/bank/devices/device/device.lifecycle.ts'],
  [DONATION_LIFECYCLE, 'libs/bank/intake/donations/donation.lifecycle.ts'],
  [TRANSFER_LIFECYCLE, 'libs/bank/logistics/transfers/transfer.lifecycle.ts'],
  [REQUEST_LIFECYCLE, 'libs/bank/allocation/requests/request.lifecycle.ts'],
  [REMOVED_LIFECYCLE, 'libs/bank/workshop/media/removed-medium.lifecycle.ts'],
  [SIM_LIFECYCLE, 'libs/bank/sims/sim.lifecycle.ts'],
  [TICKET_LIFECYCLE, 'libs/bank/faults/ticket.lifecycle.ts'],
  [INCIDENT_LIFECYCLE, 'libs/bank/incidents/incident.lifecycle.ts'],
];
export const LIFECYCLES: readonly Lifecycle[] = FILES.map(([life]) => life);

export const lifecycles: Command = {
  usage: '> docs/lifecycles.md',
  help: 'Écrit ce qui peut arriver à chaque chose, et qui peut le faire.',
  async run() {
    const parts = FILES.map(([life, file]) => `## ${life.name}\n\n\`${file}\`\n\n${diagram(life)}\n\n${table(life)}\n`);
    process.stdout.write(
      [
        '# Lifecycles',
        '',
        'Written by `npm run -s cli -- lifecycles` from the tables; `npm run check` says when it is stale. A verb that leaves the',
        'state as it is has no arrow. « any »: whoever’s thing it is; otherwise what one’s organisation has to be to the thing.',
        'Nobody: only the program itself, or whoever has the device, without an account. What ends something is asked once more.',
        '',
        parts.join('\n'),
      ].join('\n'),
    );
  },
};

function diagram(life: Lifecycle): string {
  const arrows = new Map<string, string[]>();
  for (const { verb, from, to } of life.rows()) {
    if (from === to) continue;
    const arrow = `${from === 'none' ? '[*]' : from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), verb]);
  }
  const states = Object.entries(life.states).map(([state, { label }]) => `  state "${label}" as ${state}`);
  const lines = [...arrows].map(([arrow, verbs]) => `  ${arrow} : ${verbs.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...states, ...lines, '```'].join('\n');
}

function table(life: Lifecycle): string {
  const lines = Object.entries(life.transitions).map(
    ([verb, { label, by, ends = '', reasons = [], silent }]) =>
      `| ${[verb, label, way(life.rows().filter((row) => row.verb === verb)), who(by), reasons.join(', '), ends.replace('_', ' '), silent ? `none: ${silent}` : `${life.name}.${verb}`].join(' | ')} |`,
  );
  return [
    '| verb | button | from → to | who | reasons | ends | event |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function way(rows: readonly LifecycleRow[]): string {
  const all = (of: readonly string[]) => [...new Set(of)].join(', ');
  const stays = rows.every(({ from, to }) => from === to);
  return `${all(rows.map((r) => r.from))}${stays ? '' : ` → ${all(rows.map((r) => r.to))}`}`;
}

const who = (by: Grants): string =>
  Object.entries(by)
    .map(([whose, roles = []]) => `${whose}: ${roles.join(', ')}`)
    .join('; ') || 'nobody';

export const openapi: Command = {
  usage: '> docs/openapi.json',
  help: "Écrit la description de l'API ; n'a pas besoin de base de données.",
  async run() {
    // `preview` reads the modules and their routes without instantiating them.
    const root = RootModule.for({ connection: { url: 'postgres://nowhere/nothing' }, work: false });
    const app = await NestFactory.create(root, new FastifyAdapter(), { preview: true, logger: false });
    process.stdout.write(`${JSON.stringify(apiDescription(app), null, 2)}\n`);
  },
};

export const access: Command = {
  usage: '> docs/access.md',
  help: 'Écrit qui peut lire et faire quoi, et ce que chaque adresse demande.',
  async run() {
    const root = RootModule.for({ connection: { url: 'postgres://nowhere/nothing' }, work: false });
    const app = await NestFactory.create(root, new FastifyAdapter(), { preview: true, logger: false });
    process.stdout.write(
      `${[HEAD, ...ROLES.map(ofRole), '# Where', ...addresses(new DiscoveryService(app.get(ModulesContainer)))].join('\n\n')}\n`,
    );
  },
};

const HEAD = `# Who

Written by \`npm run -s cli -- access\` from \`libs/platform/kernel/rights/rights.ts\`, the lifecycles and the policies of routes; \`npm run check\`
says when it is stale. « any »: whoever’s thing it is; otherwise what one’s organisation has to be to the thing. Whoever is not
named is refused. The access matrix asks every address as every kind of person, and expects this.`;

const RIGHTS_BY_KIND: readonly [string, readonly Right[]][] = [
  ['reads', Object.values(READ)],
  ['writes', Object.values(WRITE)],
  ...LIFECYCLES.map(({ name, transitions }): [string, Right[]] => [
    name,
    Object.entries(transitions).map(([verb, { by }]) => ({ name: `${name}.${verb}`, by })),
  ]),
];

function ofRole(role: Role): string {
  const lines = RIGHTS_BY_KIND.flatMap(([kind, rights]) => {
    const whose = [...new Set(rights.flatMap(({ by }) => Object.keys(by)))];
    return whose.flatMap((relation) => {
      const given = rights.filter(({ by }) => by[relation]?.includes(role)).map(({ name }) => name.split('.')[1]);
      return given.length ? [`- ${kind}, ${relation}: ${given.join(', ')}`] : [];
    });
  });
  return `## ${role}\n\n${lines.join('\n') || 'Nothing of its own.'}`;
}

const askedBy = (policy: PolicyRule | undefined): string => {
  if (!policy) return 'nobody';
  if ('public' in policy) return 'anybody';
  if ('signedIn' in policy) return 'anybody signed in';
  return [policy.name, 'instanceAdmin' in policy ? 'instance administrator' : ''].filter(Boolean).join(', ');
};

function addresses(discovery: DiscoveryService): string[] {
  const by = new Map<string, string[]>();
  for (const { method, path, policy } of declaredRoutes(discovery)) {
    const right = askedBy(policy);
    by.set(right, [...(by.get(right) ?? []), `- ${method} ${path}`]);
  }
  return [...by]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([right, routes]) => `## ${right}\n\n${routes.sort().join('\n')}`);
}
