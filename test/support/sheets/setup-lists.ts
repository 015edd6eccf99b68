import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type SetupListName, SetupLists } from '#bank/files/setup-lists';
import { type Member, sha256 } from '#platform/kernel';

/** A list that was sent and not decided about. Gives its id. */
export function sentList(
  app: INestApplicationContext,
  actor: Member,
  list: SetupListName,
  csv: string,
): Promise<string> {
  const source = Buffer.from(csv);
  const file = { filename: 'Liste.csv', size: source.length, sha256: sha256(source), source };
  return app.get(DataSource).transaction((tx) => app.get(SetupLists).of(list).upload(tx, actor, file));
}

/** A list that came in. Gives its id. */
export async function appliedList(
  app: INestApplicationContext,
  actor: Member,
  list: SetupListName,
  csv: string,
): Promise<string> {
  const id = await sentList(app, actor, list, csv);
  await app.get(DataSource).transaction((tx) => app.get(SetupLists).of(list).apply(tx, actor, id));
  return id;
}
