import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { makeFixtures } from '#bank/demo';
import { DonationsService } from '#bank/intake';
import { UsersService } from '#bank/people';
import type { EmbeddedPostgres } from '#platform/database';
import { RootModule } from '../../../apps/server/app.module.js';
import { migrateAll } from '../../../apps/server/startup/open-database.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** A migrated database with people in it, a donation that devices are logged into, and programs' keys for it. */
export async function aDonation(
  postgres: EmbeddedPostgres,
  people: number,
): Promise<{ readonly tokens: readonly string[]; readonly donation: string; readonly place: string }> {
  await migrateAll(postgres.ownerUrl, postgres.serverUrl);
  const app = await NestFactory.createApplicationContext(
    RootModule.for({ connection: { url: postgres.serverUrl }, work: false }),
    { logger: false },
  );
  const fixtures = await makeFixtures(app);
  const { aude } = fixtures.people;
  const made = await app.get(DataSource).transaction(async (tx) => {
    const users = app.get(UsersService);
    const tokens: string[] = [];
    for (let n = 0; n < people; n++) {
      let who = aude;
      if (n > 0) {
        const userId = await users.create(tx, SYSTEM, { name: `Collègue ${n}`, email: `collegue-${n}@demo.example` });
        const membershipId = await users.join(tx, SYSTEM, userId, aude.organisationId, aude.roles);
        who = { ...aude, userId, membershipId };
      }
      tokens.push((await users.makeToken(tx, who, who.membershipId, 'Téléphone')).secret);
    }
    const donor = { kind: 'company', name: 'Atelier du Pont' } as const;
    const { place } = fixtures.organisations.collection;
    const donation = await app.get(DonationsService).create(tx, aude, { donor, placeId: place, arrival: 'received' });
    return { tokens, donation, place };
  });
  await app.close();
  return made;
}
