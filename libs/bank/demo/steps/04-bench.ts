import type { Category } from '#bank/devices';
import { type Answers, BenchService, type Grade, MediaService, pointsAsked } from '#bank/workshop';
import { DEMO_PASSWORD } from '../fixtures.js';
import { FINISHED, type MachineName } from '../machines.js';
import type { Seeding } from '../seeding.js';
import type { Donated } from './01-donation.js';
import { SIGNED_AFTER_THE_TEST } from './03-erasure.js';

const GRADES: Partial<Record<MachineName, Grade>> = { first: 'A', onTheShelf: 'A', inStock: 'B', desktopInStock: 'C' };
const SYSTEMS: Partial<Record<MachineName, [Category, string]>> = {
  toGrade: ['desktop', 'Linux Mint 22 Xfce'],
  desktopInStock: ['desktop', 'Linux Mint 22 Xfce'],
  inRepair: ['tablet', 'Android'],
  tabletInStock: ['tablet', 'Android'],
};

/** Tested, graded and ready; some wait at every step, one needs the supervisor, one goes to recycling, one gives its parts. */
export async function bench(t: Seeding, { machines }: Donated): Promise<void> {
  const { karim, moussa } = t.people;
  const service = t.get(BenchService);
  const tested = async (name: MachineName): Promise<void> => {
    const [category, system] = SYSTEMS[name] ?? ['laptop', 'Linux Mint 22 Xfce'];
    const form = { answers: allGood(category), system, password: DEMO_PASSWORD };
    const { id } = machines[name];
    await t.does((tx) => service.test(tx, karim, id, form));
    const stated = SIGNED_AFTER_THE_TEST.get(name);
    if (stated) await t.does((tx) => t.get(MediaService).state(tx, karim, id, stated, DEMO_PASSWORD));
  };
  for (const name of FINISHED) {
    await tested(name);
    await t.does((tx) => service.grade(tx, karim, machines[name].id, GRADES[name] ?? 'B'));
    await t.does((tx) => service.putInStock(tx, karim, machines[name].id));
  }
  await tested('toGrade');
  await t.does((tx) => service.askHelp(tx, karim, machines.needsHelp.id, 'locked'));
  await t.does((tx) => t.act(tx, moussa, 'recycle', machines.beyondRepair, 'beyond_repair'));
  await t.does((tx) => t.act(tx, moussa, 'dismantle', machines.forParts, 'parts_needed'));
}

/** Every point is right; what a desktop has not is not asked of it. */
export const allGood = (category: Category): Answers =>
  Object.fromEntries(
    pointsAsked(category).map((p) => [p.id, p.answers.includes('na') && category !== 'laptop' ? 'na' : 'ok']),
  ) as Answers;
