import { BeneficiariesService, HandoverCorrections } from '#bank/allocation';
import { ContainersService } from '#bank/logistics';
import type { Life } from './life.js';

/** Puts the hand-over of a device right: it was the wrong device, or the wrong reference. */
export async function rightHandover(life: Life, id: string, how: 'device' | 'reference'): Promise<void> {
  const { s } = life;
  const [handover] = await s.db.query('SELECT id FROM allocation.handover WHERE device_id = $1 AND ended_at IS NULL', [
    id,
  ]);
  const who = life.people.ines;
  const said = {
    reason: 'misread',
    placeId: s.fixtures.organisations.structure.place,
    neverSwitchedOn: true,
  } as const;
  const right = life.get(HandoverCorrections);
  if (how === 'device') return s.work((tx) => right.undo(tx, who, handover?.id ?? id, said));
  const person = await s.work((tx) => life.get(BeneficiariesService).create(tx, who, {}));
  const { reference } = await life.get(BeneficiariesService).byId(who, person);
  await s.work((tx) => right.correctReference(tx, who, handover?.id ?? id, { reference, reason: 'misread' }));
}

/** A new sealed crate with these devices of one organisation. Gives its code. */
export function crate(life: Life, ids: readonly string[]): Promise<string> {
  return life.s.work(async (tx) => {
    const first = await life.row(ids[0]!);
    const who = life.actorOf(first);
    const [place] = await tx.query('SELECT id FROM people.place WHERE organisation_id = $1 LIMIT 1', [
      who.organisationId,
    ]);
    const code = await life.get(ContainersService).make(tx, who, { kind: 'crate', placeId: place.id });
    const codes = await Promise.all(ids.map(async (id) => (await life.row(id)).code));
    await life.get(ContainersService).put(tx, who, code, codes);
    await life.get(ContainersService).seal(tx, who, code, 'S-1');
    return code;
  });
}
