import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { help } from './asked-help.mjs';
import { Asker } from './fuzz/asking.mjs';
import { openFuzzedBank } from './fuzz/bank.mjs';
import { Catalogue } from './fuzz/catalogue.mjs';
import { Report } from './fuzz/report.mjs';
import { requestOf } from './fuzz/requests.mjs';

// Odd requests to every operation and every form, as each role and as nobody, of a demo's bank in a process of its own:
// `npm run fuzz -- --requests 40000 [--minutes 30] [--seed N,new] [--from N] [--clients 4] [--slow 2000] [--only N] [--patience 60000]`: so many of each
// seed, after the requests in which something was found before. What it found: docs/reliability.md.
help(
  'npm run fuzz : envoie à chaque adresse des demandes bizarres, sous chaque rôle, à une banque d’essai de la commande elle-même.',
  [
    ['--requests 40000', 'combien, par graine (5000)'],
    ['--minutes 30', 'au plus'],
    ['--seed 1234,new', 'quelles graines (new)'],
    ['--from 100, --only 137', 'à partir de quelle demande, ou celle-là seule'],
    ['--clients 4', 'combien à la fois'],
    ['--slow 2000, --patience 60000', 'ce qui est lent, et ce qui est trop long, en ms'],
  ],
);
const FOUND = JSON.parse(readFileSync(new URL('./fuzz/found.json', import.meta.url), 'utf8'));
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '5000' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: 'new' },
    from: { type: 'string', default: '0' },
    clients: { type: 'string', default: '4' },
    slow: { type: 'string', default: '2000' },
    only: { type: 'string' },
    patience: { type: 'string', default: '60000' },
  },
});
const seeds = values.seed.split(',').map((seed) => (seed === 'new' ? Date.now() % 1_000_000 : Number(seed)));
const first = Number(values.only ?? values.from);
const last = first + (values.only ? 1 : Number(values.requests));

console.info(`fuzz: seed ${seeds.join(' and ')}, requests ${first} to ${last}; the demo’s bank opens…`);
const bank = await openFuzzedBank();
const asker = new Asker(bank.port, Number(values.patience));
const report = new Report({ slowMs: Number(values.slow), said: bank.server.said, memoryMb: bank.memoryMb });
let gone = false;
// A plain request every now and then: how long it takes says what the machine is worth at that moment.
const plainly = setInterval(() => {
  const begun = performance.now();
  void asker.ask(bank.people.get('coordinator'), { method: 'GET', path: '/api/v1/me' }).then(() => report.plain(begun));
}, 250);
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
/** In their order: what was found before, then a request of each seed in turn. */
function* numbers() {
  if (values.only === undefined) for (const { seed, request } of FOUND) yield [seed, request];
  for (let n = first; n < last; n++) for (const seed of seeds) yield [seed, n];
}
const until = values.minutes ? Date.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
const waiting = numbers();
async function client() {
  for (const [seed, n] of waiting) {
    if (gone || Date.now() > until) return;
    const request = requestOf(seed, n, catalogue, bank.people);
    await look(request.who, { ...request, seed });
  }
}
report.keeps(await bank.keptMb());
await Promise.all(Array.from({ length: Number(values.clients) }, client));
clearInterval(plainly);
report.end(`seed ${seeds.join(' and ')}, load of the machine ${loadavg()[0].toFixed(1)}`, await bank.keptMb());
asker.close();
gone = true;
const code = await bank.close();
if (code !== 0) console.error(`the server ended with ${code}`);
process.exitCode = report.failed || code !== 0 ? 1 : 0;
process.exit();
