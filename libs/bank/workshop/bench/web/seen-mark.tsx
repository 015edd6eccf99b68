import type { GateView, Seen } from '#bank/workshop';
import { type Again, HiddenField } from '#platform/ui';

/**
 * What the form shows, as it sends it back: an act over a device that changed meanwhile is refused once, with a sentence. Shown again for
 * another reason, the form keeps what it was filled in over.
 */
export function SeenMark({ act, gate: g, problems, values = {} }: Again & { act: keyof Seen; gate: GateView }) {
  const told = problems?.some((p) => p.code === 'refurbishment.changed_meanwhile');
  return <HiddenField name="seen" value={told ? g.seen[act] : values['seen'] || g.seen[act]} />;
}
