import type { INestApplicationContext } from '@nestjs/common';
import { UsersService } from '#people';
import { type Cast, makeCast } from './cast.js';

/** Tells the whole story in an empty database, through the public services: what a visitor finds at the first start. */
export async function tellStory(app: INestApplicationContext): Promise<Cast> {
  return makeCast(app);
}

/** True when the people in this database are those of the story. */
export async function isStoryTold(app: INestApplicationContext): Promise<boolean> {
  return (await app.get(UsersService).byEmail('sacha@demo.example')) !== null;
}
