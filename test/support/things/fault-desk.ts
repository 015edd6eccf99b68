import { DataSource } from 'typeorm';
import { type Person } from '#bank/demo';
import { SORTING } from '#bank/faults';
import { Visitor } from '../browser/visitor.js';
import { testAppWith } from '../servers/app.js';
import { workOff } from '../servers/mail-server.js';
import { handedOverDevice } from './handed-over.js';

/** The whole server, with a device that somebody has at home, and strangers who report what is wrong with it. */
export async function faultDesk() {
  const { t, fixtures } = await testAppWith('fixtures');
  const db = t.app.get(DataSource);
  return {
    t,
    fixtures,
    db,
    device: await handedOverDevice(t.app, fixtures),
    as: (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person),
    stranger: () => Visitor.stranger(t),
    /** A fault that a stranger reports: its number, and the page that follows it. */
    reported: async (
      code: string,
      fields: Record<string, string> = {},
    ): Promise<{ number: string; address: string }> => {
      const visitor = Visitor.stranger(t);
      const answer = await visitor.post('/E', { label: code, problem: 'screen', ...fields });
      expect(answer.status).toBe(303);
      await workOff(t.app, SORTING);
      const page = await visitor.get(answer.location!);
      return { number: /P-[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(page.text)![0], address: answer.location! };
    },
  };
}
export type FaultDesk = Awaited<ReturnType<typeof faultDesk>>;
