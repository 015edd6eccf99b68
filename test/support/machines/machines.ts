import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { DevicesService, type NewDevice } from '#bank/devices';
import { UsersService } from '#bank/people';
import type { Member } from '#platform/kernel';
import type { TestApp } from '../servers/app.js';

/** A workshop with a token for its agents, and devices that wait on its bench. */
export interface Bench {
  readonly fixtures: Fixtures;
  readonly actor: Member;
  readonly token: string;
  device(of?: Partial<NewDevice>, where?: 'workshop' | 'collection'): Promise<{ id: string; code: string }>;
}

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** @param who the token is of. */
export async function atTheBench(
  t: TestApp,
  fixtures: Fixtures,
  who: 'karim' | 'aude' | 'leila' = 'karim',
): Promise<Bench> {
  const db = t.app.get(DataSource);
  const actor = fixtures.people[who] as Member;
  const { secret: token } = await db.transaction((tx) =>
    t.app.get(UsersService).makeToken(tx, actor, actor.membershipId, 'agents'),
  );
  const device: Bench['device'] = async (of = {}, where = who === 'aude' ? 'collection' : 'workshop') => {
    const organisation = fixtures.organisations[where];
    const [id] = await db.transaction((tx) =>
      t.app.get(DevicesService).log(tx, SYSTEM, [{ category: 'laptop', ...of }], {
        location: { place: organisation.place },
        holder: { organisation: organisation.id },
      }),
    );
    const [row] = await db.query('SELECT id, code FROM devices.device WHERE id = $1', [id]);
    return row;
  };
  return { fixtures, actor, token, device };
}
