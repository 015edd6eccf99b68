import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import type { Ground } from './ground.js';
import { BROWSER } from './http.js';

/** The headers of somebody of the bank at work: in a browser, and of a program with their key. */
export interface AtWork {
  readonly page: Readonly<Record<string, string>>;
  readonly api: Readonly<Record<string, string>>;
}

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** Coordinators of the bank, signed in: one person is given a share of the server only, and would wait for themselves. */
export async function makePeople(
  app: Ground['app'],
  fixtures: Fixtures,
  url: string,
  howMany: number,
): Promise<AtWork[]> {
  const users = app.get(UsersService);
  const made: AtWork[] = [];
  for (let i = 0; i < howMany; i++) {
    const email = `collegue${i}@demo.example`;
    const { secret } = await app.get(DataSource).transaction(async (tx) => {
      const user = { name: `Collègue ${i}`, email, password: DEMO_PASSWORD };
      const userId = await users.create(tx, SYSTEM, user);
      const membershipId = await users.join(tx, SYSTEM, userId, fixtures.organisations.bank.id, ['coordinator']);
      return users.makeToken(tx, SYSTEM, membershipId, 'banc d’essai');
    });
    made.push({
      page: { ...BROWSER, cookie: await signIn(url, email) },
      api: { authorization: `Bearer ${secret}` },
    });
  }
  return made;
}

async function signIn(url: string, email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: DEMO_PASSWORD });
  const answer = await fetch(`${url}/connexion`, { method: 'POST', body, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`${email} was not let in: ${answer.status}`);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
