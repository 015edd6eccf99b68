import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OpeningService } from '#bank/people';

/** The address at which an empty bank is opened, made anew at each start until it is; null once there is anybody. */
export async function openingAddress(app: INestApplicationContext, publicUrl: string): Promise<string | null> {
  const opening = app.get(OpeningService);
  if (!(await opening.isEmpty())) return null;
  const secret = await app.get(DataSource).transaction((tx) => opening.makeAddress(tx));
  return `${publicUrl}/ouvrir/${secret}`;
}
