import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { audit, UsersService } from '#people';
import { FiguresService } from '#reporting';
import { type Cast, makeCast } from './cast.js';
import { donation } from './chapters/01-donation.js';
import { toTheWorkshop } from './chapters/02-workshop.js';
import { erasure } from './chapters/03-erasure.js';
import { bench } from './chapters/04-bench.js';
import { toTheBank } from './chapters/05-stock.js';
import { request } from './chapters/06-request.js';
import { delivery } from './chapters/07-delivery.js';
import { handover } from './chapters/08-handover.js';
import { sims } from './chapters/09-sim.js';
import { fault } from './chapters/10-fault.js';
import { papers } from './chapters/11-papers.js';
import { Teller } from './teller.js';

/**
 * Tells the whole story in an empty database, through the public services: what a visitor finds at the first start, with
 * something on every page. Needs the whole house and `PUBLIC_URL` (labels carry it).
 */
export async function tellStory(app: INestApplicationContext): Promise<Cast> {
  const cast = await makeCast(app);
  const t = new Teller(app, cast);
  const donated = await donation(t);
  await toTheWorkshop(t, donated);
  await erasure(t, donated);
  await bench(t, donated);
  await toTheBank(t, donated);
  const requested = await request(t);
  await delivery(t, { ...donated, ...requested });
  const handedOver = await handover(t, donated);
  await sims(t, handedOver);
  await fault(t, donated);
  await papers(t);
  await app.get(FiguresService).refresh();
  await audit(app.get(DataSource).manager, { kind: 'system', channel: 'system' }, STORY_TOLD, { kind: 'bank' });
  return cast;
}

/** The audit's word for a story told to its end; a first start that was killed leaves people without it. */
export const STORY_TOLD = 'tell_story';

/** True when the people in this database are those of the story. */
export async function isStoryTold(app: INestApplicationContext): Promise<boolean> {
  return (await app.get(UsersService).byEmail('sacha@demo.example')) !== null;
}
