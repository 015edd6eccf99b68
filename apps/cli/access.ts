import { DiscoveryService, ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { declaredRoutes, type PolicyRule } from '#platform/http';
import { READ, type Right, ROLES, type Role, WRITE } from '#platform/kernel';
import { RootModule } from '../server/root.module.js';
import type { Command } from './commands.js';
import { LIFECYCLES } from './lifecycles.js';

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

const KINDS: readonly [string, readonly Right[]][] = [
  ['reads', Object.values(READ)],
  ['writes', Object.values(WRITE)],
  ...LIFECYCLES.map(({ name, steps }): [string, Right[]] => [
    name,
    Object.entries(steps).map(([verb, { by }]) => ({ name: `${name}.${verb}`, by })),
  ]),
];

function ofRole(role: Role): string {
  const lines = KINDS.flatMap(([kind, rights]) => {
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
