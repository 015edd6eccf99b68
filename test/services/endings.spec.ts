import { BULK_LIFECYCLE } from '#bank/bulk';
import type { Lifecycle } from '#platform/kernel';
import { LIFECYCLES } from '../../apps/cli/descriptions.js';

/** Ways of going on that end nothing for anybody: what was asked for has come. */
const ARRIVED = new Set(['request.fulfil', 'bulk act.finish']);

/** The verbs of people after which no verb of people leads anywhere else. */
function deadEnds({ name, transitions, ...life }: Lifecycle): string[] {
  const rows = life.rows().filter(({ verb }) => Object.keys(transitions[verb]!.by).length);
  const leaves = new Set(rows.filter((r) => r.from !== r.to).map((r) => r.from));
  const ends = (verb: string) => {
    const own = rows.filter((r) => r.verb === verb && r.from !== r.to);
    return own.length > 0 && own.every((r) => !leaves.has(r.to));
  };
  return Object.keys(transitions)
    .filter((verb) => ends(verb) && !transitions[verb]!.ends && !ARRIVED.has(`${name}.${verb}`))
    .map((verb) => `${name}.${verb}`);
}

test('whoever leads a thing to where nobody leads it further is asked once more: its table says so', () => {
  expect([...LIFECYCLES, BULK_LIFECYCLE].flatMap(deadEnds)).toEqual([]);
});
