import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DEMO_PASSWORD } from '#bank/demo';
import type { Ground } from './ground.js';
import { call } from './http.js';
import type { Wait } from './rounds.js';

const CONNECTIONS = 400;
const SECONDS = 2;
const AT_MOST = 2;
const PROGRAM = fileURLToPath(new URL('./connections.js', import.meta.url));

/**
 * How much longer somebody waits to come in while four hundred connections of the same address ask for the page of a label, each again as soon
 * as it is answered: the 95th percentiles. They come from a process of their own; what they take from the machine, whoever answers them, is the
 * second row, where they ask a server that only refuses.
 */
export function signInBesideLabels(g: Ground): Wait[] {
  const form = Buffer.from(new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD }).toString());
  const signIn = async () => {
    await call(`${g.url}/connexion`, { 'content-type': 'application/x-www-form-urlencoded' }, form, 303);
    return 1;
  };
  const beside = (name: string, target: number | null, url: () => string): Wait => {
    const answers = new Map<string, number>();
    return {
      kind: 'wait',
      name: `sign-in while: ${CONNECTIONS} connections to ${name}`,
      clients: 1,
      pauseMs: 25,
      atMost: target,
      work: signIn,
      beside: async () => {
        const told = await heard<Record<string, number>>(fork(PROGRAM, [url(), String(CONNECTIONS), String(SECONDS)]));
        for (const [status, times] of Object.entries(told)) answers.set(status, (answers.get(status) ?? 0) + times);
      },
      notes: () => [...answers].map(([status, times]) => `${times} × ${status}`),
    };
  };
  let bare: ChildProcess | undefined;
  let refusals = '';
  return [
    beside('/E', AT_MOST, () => `${g.url}/E`),
    {
      ...beside('a server that refuses', null, () => refusals),
      prepare: async () => {
        if (bare) return;
        bare = fork(PROGRAM);
        refusals = `http://127.0.0.1:${await heard<number>(bare)}`;
        bare.unref();
        bare.channel?.unref();
      },
    },
  ];
}

/** What a program of the bench says first. */
async function heard<T>(program: ChildProcess): Promise<T> {
  const [told] = await once(program, 'message');
  return told;
}
