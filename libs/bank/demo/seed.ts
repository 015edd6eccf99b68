import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FiguresService } from '#bank/figures';
import { audit, SignInService, UsersService } from '#bank/people';
import { DEMO_PASSWORD, type Fixtures, makeFixtures } from './fixtures.js';
import { past } from './past/past.js';
import { type Calendar, Seeding } from './seeding.js';
import { selling } from './steps/00-selling.js';
import { donation } from './steps/01-donation.js';
import { toTheWorkshop } from './steps/02-workshop.js';
import { erasure } from './steps/03-erasure.js';
import { bench } from './steps/04-bench.js';
import { toTheBank } from './steps/05-stock.js';
import { delivery, request } from './steps/06-request.js';
import { handover, sims } from './steps/07-handover.js';
import { fault } from './steps/08-fault.js';
import { papers } from './steps/09-papers.js';

/** How many days ago the demo's bank opened, where it has a past. */
const OPENED = 425;

/**
 * Makes the whole demo in an empty database, through the public services. Needs the whole application and `PUBLIC_URL` (labels carry it).
 * @param sells false: the bank gives only, as one does that has said nothing @param calendar spreads the demo over fourteen months; without one all
 * of it happens today, and begins with the devices that it follows
 */
export async function seedDemo(
  app: INestApplicationContext,
  { sells = true, calendar }: { sells?: boolean; calendar?: Calendar } = {},
): Promise<Fixtures> {
  await calendar?.goTo(OPENED);
  const fixtures = await makeFixtures(app);
  const t = new Seeding(app, fixtures, calendar ?? { goTo: async () => undefined });
  if (sells) await selling(t);
  if (calendar) await past(t);
  await t.calendar.goTo(15);
  const donated = await donation(t);
  await t.calendar.goTo(13);
  await toTheWorkshop(t, donated);
  await t.calendar.goTo(11);
  await erasure(t, donated);
  await t.calendar.goTo(9);
  await bench(t, donated);
  await t.calendar.goTo(7);
  await toTheBank(t, donated);
  const requested = await request(t);
  await t.calendar.goTo(4);
  await delivery(t, { ...donated, ...requested });
  await t.calendar.goTo(3);
  const handedOver = await handover(t, donated, sells);
  await sims(t, handedOver);
  await t.calendar.goTo(1);
  const signedIn = calendar && everybodySignsIn(app);
  await fault(t, donated);
  await papers(t);
  await signedIn;
  await t.calendar.goTo(0);
  await app.get(FiguresService).refresh();
  await audit(app.get(DataSource).manager, { kind: 'system', channel: 'system' }, DEMO_SEEDED, { kind: 'bank' });
  return fixtures;
}

/** Accounts that nobody used for a year are announced to end: those of the demo were used the day before. */
async function everybodySignsIn(app: INestApplicationContext): Promise<void> {
  const users = await app.get(UsersService).list();
  await Promise.all(users.map(({ email }) => app.get(SignInService).signIn(email, DEMO_PASSWORD, '127.0.0.1')));
}

/** The audit's word for a demo seeded to its end; a first start that was killed leaves people without it. */
export const DEMO_SEEDED = 'seed_demo';

export async function isDemoSeeded(app: INestApplicationContext): Promise<boolean> {
  return (await app.get(UsersService).byEmail('sacha@demo.example')) !== null;
}
