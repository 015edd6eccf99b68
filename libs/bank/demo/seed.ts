import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FiguresService } from '#bank/figures';
import { audit, UsersService } from '#bank/people';
import { type Fixtures, makeFixtures } from './fixtures.js';
import { Seeding } from './seeding.js';
import { selling } from './steps/00-selling.js';
import { donation } from './steps/01-donation.js';
import { toTheWorkshop } from './steps/02-workshop.js';
import { erasure } from './steps/03-erasure.js';
import { bench } from './steps/04-bench.js';
import { toTheBank } from './steps/05-stock.js';
import { request } from './steps/06-request.js';
import { delivery } from './steps/07-delivery.js';
import { handover } from './steps/08-handover.js';
import { sims } from './steps/09-sim.js';
import { fault } from './steps/10-fault.js';
import { papers } from './steps/11-papers.js';

/**
 * Makes the whole demo in an empty database, through the public services: what a visitor finds at the first start, with
 * something on every page. Needs the whole application and `PUBLIC_URL` (labels carry it).
 *
 * @param sells false: the bank gives only, as one does that has said nothing
 */
export async function seedDemo(app: INestApplicationContext, { sells = true } = {}): Promise<Fixtures> {
  const fixtures = await makeFixtures(app);
  const t = new Seeding(app, fixtures);
  if (sells) await selling(t);
  const donated = await donation(t);
  await toTheWorkshop(t, donated);
  await erasure(t, donated);
  await bench(t, donated);
  await toTheBank(t, donated);
  const requested = await request(t);
  await delivery(t, { ...donated, ...requested });
  const handedOver = await handover(t, donated, sells);
  await sims(t, handedOver);
  await fault(t, donated);
  await papers(t);
  await app.get(FiguresService).refresh();
  await audit(app.get(DataSource).manager, { kind: 'system', channel: 'system' }, DEMO_SEEDED, { kind: 'bank' });
  return fixtures;
}

/** The audit's word for a demo seeded to its end; a first start that was killed leaves people without it. */
export const DEMO_SEEDED = 'seed_demo';

/** True when the people in this database are those of the demo. */
export async function isDemoSeeded(app: INestApplicationContext): Promise<boolean> {
  return (await app.get(UsersService).byEmail('sacha@demo.example')) !== null;
}
