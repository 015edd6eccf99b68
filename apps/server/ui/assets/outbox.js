// The rules of what is kept and sent later. No page, no network, no store of its own in here: all of it is handed in.
//
// An item: { seq, key, member, operator, organisation, donation: {id, number, donor, kind}, fields, photos: [{name, type,
// bytes}], again, writtenAt, state: 'waiting' | 'refused', tries, triedAt, problem }. Its `key` is the form's idempotency
// key: the server carries out one key once, so that an item whose answer was lost is sent again as it is, and never changed.

const DAY = 24 * 3600 * 1000;
/** The server remembers a key for 30 days; a day of margin. */
const REMEMBERED = 29 * DAY;

/** A new item of the person `me`, to be kept before anything else happens. */
export const newItem = ({ me, donation, fields, photos, again, key, now }) => ({
  key,
  member: me.id,
  operator: me.operator,
  organisation: me.organisation,
  donation,
  fields,
  photos,
  again,
  writtenAt: now,
  state: 'waiting',
  tries: 0,
  triedAt: null,
  problem: null,
});

/** Only what certainly made no device may be changed or thrown away: never sent, or refused by the server. */
export const mayChange = (item) => item.state === 'refused' || item.tries === 0;

/** The item as corrected: another form, hence another key. Its first writing keeps its time. */
export const corrected = (item, changes, key) =>
  mayChange(item) ? { ...item, ...changes, key, state: 'waiting', tries: 0, triedAt: null, problem: null } : null;

/** Somebody of the same organisation sends it as their own; the key stays, and stays that of who wrote it. */
export const takenOver = (item, me) =>
  item.organisation === me.organisation && item.member !== me.id
    ? {
        ...item,
        member: me.id,
        operator: me.operator,
        writer: item.writer ?? item.member,
        state: 'waiting',
        problem: null,
      }
    : null;

/** The fields that the server reads, the same at every try; what begins with `_` is about the sending. */
export function formOf(item, now) {
  const form = [
    ...Object.entries(item.fields).filter(([, value]) => value !== ''),
    ['_key', item.key],
    ['_org', item.organisation],
    ['_member', item.member],
    ['_age', String(Math.max(0, Math.round((now - item.writtenAt) / 1000)))],
  ];
  if (item.writer) form.push(['_writer', item.writer]);
  return form;
}

const REFUSALS_OF_WHO = ['desk.other_person', 'request.stale_organisation'];

/**
 * What an answer means: `done`, `refused` (a person decides), `sign_in`, `other_person`, or `later`. Only an answer that is
 * certainly ours counts: what a hotel's network or a proxy says in our place is a reason to try again.
 */
export async function readAnswer(answer) {
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status === 413 && !type.includes('json')) return refused(413, { code: 'request.too_large' });
  const said = type.includes('json') ? await answer.json().catch(() => null) : null;
  if (answer.status === 200 && said?.ok === true)
    return { kind: 'done', device: said.device ?? null, progress: said.progress };
  if (answer.status < 400 || typeof said?.code !== 'string') return { kind: 'later', server: true };
  if (answer.status === 401) return { kind: 'sign_in' };
  if (REFUSALS_OF_WHO.includes(said.code)) return { kind: 'other_person' };
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return { kind: 'later', server: true };
  return refused(answer.status, said);
}

const OWN_WORDS = {
  'request.not_found': 'Ce don n’existe plus, ou n’est plus pour vous. Choisissez un autre don.',
  'request.too_large': 'Les photos sont trop lourdes. Corrigez en les enlevant, ou en en prenant moins.',
  'desk.too_old':
    'Cet appareil attend depuis un mois, et la réponse à son premier envoi s’est perdue. Cherchez-le dans le don : s’il y est, jetez cette fiche ; sinon, renvoyez-la.',
};

function refused(status, said) {
  const errors = said.errors ?? [{ field: said.field ?? '', code: said.code, message: said.title }];
  const problems = errors.map((e) => ({
    ...e,
    message: OWN_WORDS[e.code] ?? e.message ?? 'Cet appareil a été refusé.',
  }));
  return { kind: 'refused', problem: { status, code: said.code, problems, facts: said.facts ?? {} } };
}

/**
 * Sends what `me` has waiting: in order, one at a time, each marked as tried before it leaves. A device that the server
 * fails on does not hold up the next one; two in a row end the round. Gives `stopped` (null: nothing is left to try) and what
 * became of each.
 */
export async function sendAll({ store, me, post, now }) {
  const outcomes = new Map();
  let failed = 0;
  let stopped = null;
  for (const { seq } of await store.all()) {
    const item = await store.change(seq, (kept) => about(kept, me, now()));
    if (item?.state !== 'waiting') continue;
    const outcome = await post(item);
    outcomes.set(seq, outcome);
    if (outcome.kind === 'done') await store.remove(seq, (kept) => kept.key === item.key);
    else if (outcome.kind === 'refused')
      await store.change(seq, (kept) =>
        kept.key === item.key ? { ...kept, state: 'refused', problem: outcome.problem } : null,
      );
    else {
      stopped = outcome.kind;
      failed += 1;
      if (outcome.kind !== 'later' || !outcome.server || failed > 1) break;
      continue;
    }
    failed = 0;
  }
  return { stopped, outcomes };
}

/** An item as it leaves; null when it is not to leave: another person's, refused, or gone. */
function about(kept, me, now) {
  if (kept.member !== me.id || kept.state !== 'waiting') return null;
  if (kept.triedAt !== null && now - kept.triedAt > REMEMBERED)
    return { ...kept, state: 'refused', problem: refused(0, { code: 'desk.too_old' }).problem };
  return { ...kept, tries: kept.tries + 1, triedAt: kept.triedAt ?? now };
}

/** How long to wait before the next round, in ms: 5 s, doubled up to 5 minutes, with a fifth of chance. */
export const pause = (rounds, chance = Math.random()) => Math.min(5000 * 2 ** rounds, 300_000) * (0.9 + 0.2 * chance);

const devices = (n) => (n > 1 ? `${n} appareils` : `${n} appareil`);

/** « 3 appareils gardés sur ce téléphone, 1 à vérifier. » */
export function countWords(items) {
  const refusedOnes = items.filter((item) => item.state === 'refused').length;
  const kept = `${devices(items.length)} gardé${items.length > 1 ? 's' : ''} sur ce téléphone`;
  return `${kept}${refusedOnes ? `, ${refusedOnes} à vérifier` : ''}.`;
}
