import { Agent, get } from 'node:http';
import { DEMO_PASSWORD } from '#demo';
import type { Ground } from './ground.js';
import { call } from './http.js';
import type { Measurable } from './rounds.js';

const CONNECTIONS = 400;
/** Of each connection, before the next time that everybody begins. */
const REQUESTS = 5;
const AT_MOST = 2;

/**
 * How much longer somebody waits to come in while four hundred connections of the same address ask for the page of a label, each again as soon
 * as it is answered: the 95th percentiles.
 */
export function signInBesideLabels(g: Ground): Measurable {
  const form = Buffer.from(new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD }).toString());
  const signIn = async () => {
    await call(`${g.url}/connexion`, { 'content-type': 'application/x-www-form-urlencoded' }, form, 303);
    return 1;
  };
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const answers = new Map<number, number>();
  const asks = async () => {
    for (let left = REQUESTS; left > 0; left -= 1) {
      const status = await statusOf(`${g.url}/E`, agent);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  return {
    name: `sign-in, p95 while: ${CONNECTIONS} connections to /E`,
    unit: 'ms',
    target: AT_MOST,
    clients: 1,
    slower: true,
    pauseMs: 25,
    limit: signIn,
    ours: signIn,
    beside: async () => {
      await Promise.all(Array.from({ length: CONNECTIONS }, asks));
      return 1;
    },
    notes: () => [...answers].map(([status, times]) => `/E: ${times} × ${status}`),
  };
}

const statusOf = (url: string, agent: Agent): Promise<number> =>
  new Promise((done, failed) => {
    get(url, { agent }, (answer) => answer.resume().once('end', () => done(answer.statusCode ?? 0))).once(
      'error',
      failed,
    );
  });
