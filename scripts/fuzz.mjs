import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Asker } from './fuzz/asking.mjs';
import { openFuzzedBank } from './fuzz/bank.mjs';
import { Catalogue } from './fuzz/catalogue.mjs';
import { patternOf } from './fuzz/pages.mjs';
import { Report } from './fuzz/report.mjs';
import { requestOf } from './fuzz/requests.mjs';

// Odd requests to every operation and every form, as each role and as nobody, of a demo's bank in a process of its own:
// `npm run fuzz -- --requests 40000 [--minutes 30] [--seed N] [--from N] [--clients 4] [--slow 2000] [--only N] [--patience 60000]`. What it found: docs/reliability.md.
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '5000' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    from: { type: 'string', default: '0' },
    clients: { type: 'string', default: '4' },
    slow: { type: 'string', default: '2000' },
    only: { type: 'string' },
    patience: { type: 'string', default: '60000' },
  },
});
const [seed, first] = [Number(values.seed), Number(values.only ?? values.from)];
const last = first + (values.only ? 1 : Number(values.requests));
const until = values.minutes ? Date.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;

console.info(`fuzz: seed ${seed}, requests ${first} to ${last}; the demo’s bank opens…`);
const bank = await openFuzzedBank();
const asker = new Asker(bank.port, Number(values.patience));
const report = new Report({ slowMs: Number(values.slow), said: bank.server.said, memoryMb: bank.memoryMb });
let gone = false;
void bank.server.ended.then((code) => {
  gone = true;
  report.ended(code);
});

/** Asks as somebody, who comes in again when a request of the fuzz has put them out. */
async function look(name, request) {
  const before = bank.workedMs();
  const answer = await asker.ask(bank.people.get(name), request);
  report.take({ who: name, ...request }, { ...answer, workedMs: gone ? 0 : bank.workedMs() - before });
  if (putOut(name, request, answer)) await comeIn(name);
  return answer;
}
const putOut = (name, { path }, { status, headers }) =>
  name !== 'nobody' &&
  !(name === 'operator' && path.startsWith('/api/')) &&
  (status === 401 || /^\/connexion/.test(headers.location ?? ''));
const coming = new Map();
/** Once, however many of this person's requests were refused at the same time. */
async function comeIn(name) {
  if (coming.has(name)) return coming.get(name);
  const renewed = (async () => {
    const person = bank.people.get(name);
    const page = await asker.ask(person, { method: 'GET', path: '/compte' });
    const program = person.token ? await asker.ask(person, { method: 'GET', path: '/api/v1/me' }) : null;
    if (page.status !== 200 || program?.status === 401) await bank.people.renew(name);
  })().finally(() => coming.delete(name));
  coming.set(name, renewed);
  return renewed;
}

const catalogue = new Catalogue();
await catalogue.fill(bank.people, look);
report.begin(
  `${catalogue.operations.length} operations, ${catalogue.forms.length} kinds of form, ${catalogue.pages.length} kinds of page, ${catalogue.ids.length} names of things`,
);
let next = first;
async function client() {
  while (next < last && Date.now() < until && !gone) {
    const request = requestOf(seed, next++, catalogue, bank.people);
    await look(request.who, request);
  }
}
await Promise.all(Array.from({ length: Number(values.clients) }, client));
report.end(`seed ${seed}, load of the machine ${loadavg()[0].toFixed(1)}`, patternOf);
asker.close();
gone = true;
const code = await bank.close();
if (code !== 0) console.error(`the server ended with ${code}`);
process.exitCode = report.failed || code !== 0 ? 1 : 0;
process.exit();
