import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The barest server there is, for who wants to know what the load alone takes from this machine. */
const REFUSAL = 429;

/** So many connections that ask an address for so long, each again as soon as it is answered. @returns how often each status came */
async function ask(url: string, connections: number, seconds: number): Promise<Record<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Record<number, number> = {};
  const until = performance.now() + seconds * 1000;
  const asks = async (): Promise<void> => {
    while (performance.now() < until) {
      const status = await statusOf(url, agent);
      answers[status] = (answers[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, asks));
  agent.destroy();
  return answers;
}

const statusOf = (url: string, agent: Agent): Promise<number> =>
  new Promise((done, failed) => {
    get(url, { agent }, (answer) => answer.resume().once('end', () => done(answer.statusCode ?? 0))).once(
      'error',
      failed,
    );
  });

function serveRefusals(): void {
  const server = createServer((_req, res) => res.writeHead(REFUSAL).end());
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('disconnect', () => process.exit());
}

const [url, connections, seconds] = process.argv.slice(2);
if (url === undefined) serveRefusals();
else process.send?.(await ask(url, Number(connections), Number(seconds)), () => process.disconnect());
