import { REQUEST_LIFECYCLE } from '#bank/allocation';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { TICKET_LIFECYCLE } from '#bank/faults';
import { DONATION_LIFECYCLE } from '#bank/intake';
import { TRANSFER_LIFECYCLE } from '#bank/logistics';
import { SIM_LIFECYCLE } from '#bank/sims';
import { REMOVED_LIFECYCLE } from '#bank/workshop';
import type { Grants, Lifecycle, LifecycleRow } from '#platform/kernel';
import type { Command } from './commands.js';

const FILES: readonly (readonly [Lifecycle, string])[] = [
  [DEVICE_LIFECYCLE, 'libs/bank/devices/device/device.lifecycle.ts'],
  [DONATION_LIFECYCLE, 'libs/bank/intake/donations/donation.lifecycle.ts'],
  [TRANSFER_LIFECYCLE, 'libs/bank/logistics/transfers/transfer.lifecycle.ts'],
  [REQUEST_LIFECYCLE, 'libs/bank/allocation/requests/request.lifecycle.ts'],
  [REMOVED_LIFECYCLE, 'libs/bank/workshop/media/removed-medium.lifecycle.ts'],
  [SIM_LIFECYCLE, 'libs/bank/sims/sim.lifecycle.ts'],
  [TICKET_LIFECYCLE, 'libs/bank/faults/ticket.lifecycle.ts'],
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
  const lines = Object.entries(life.steps).map(
    ([verb, { label, by, ends = '', reasons = [] }]) =>
      `| ${[verb, label, way(life.rows().filter((row) => row.verb === verb)), who(by), reasons.join(', '), ends.replace('_', ' ')].join(' | ')} |`,
  );
  return [
    '| verb | button | from → to | who | reasons | ends |',
    '| --- | --- | --- | --- | --- | --- |',
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
