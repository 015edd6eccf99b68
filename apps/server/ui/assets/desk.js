import { linkOf, startForm } from 'asset(device-form.js)';
import { changed, me, refreshDesk, sendNow, stopped, watch, works } from 'asset(kept.js)';
import { corrected, countWords, mayChange, takenOver } from 'asset(outbox.js)';
import * as store from 'asset(store.js)';

// The desk on a phone: which donation, what is kept here and what became of it. Everything shown comes from templates of
// the page; without a network the page itself comes from this phone.

const area = document.querySelector('[data-desk]');
const copy = (name) =>
  area.querySelector(`template[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
const slot = (node, name) => node.querySelector(`[data-slot="${name}"]`);
const day = new Intl.DateTimeFormat('fr-FR', { weekday: 'short', day: 'numeric', month: 'short' });
/** `mer. 25 nov., 9 h 05` */
const when = (time) => {
  const at = new Date(time);
  return `${day.format(at)}, ${at.getHours()}\u00a0h\u00a0${String(at.getMinutes()).padStart(2, '0')}`;
};
const ADDRESS = /^\/dons\/([0-9a-f-]{36})\/appareils\/nouveau\/?$/;

let record = works ? await store.desk() : undefined;
if (record && record.me.id !== me?.id) record = undefined;

/** A line of what happened, on top; `beside` leaves the one before it. */
function say(tone, title, text = '', link = null, beside = false) {
  const note = copy(`note-${tone}`);
  slot(note, 'title').textContent = title;
  slot(note, 'text').textContent = ` ${text} `;
  const a = slot(note, 'link');
  if (link) Object.assign(a, { href: link.href, textContent: link.text });
  else a.remove();
  const said = area.querySelector('[data-say]');
  if (beside) said.append(note);
  else said.replaceChildren(note);
}

const WORDS = JSON.parse(area.dataset.words);
const wordsOf = ({ fields: f }) => [WORDS.category[f.category], f.make, f.model].filter(Boolean).join(' ');

const typed = ({ fields: f, photos, donation, writtenAt }) => [
  ['Don', `${donation.number}, ${donation.donor}`],
  ['État', WORDS.condition[f.condition]],
  ['Étiquette', f.code],
  ['N° de série', f.serial],
  ['N° d’inventaire', f.inventoryNumber],
  ['Photos', photos.length ? String(photos.length) : ''],
  ['Écrit', when(writtenAt)],
];

function facts(list, rows) {
  for (const [name, value] of rows.filter(([, text]) => text)) {
    const row = document.createElement('div');
    row.append(Object.assign(document.createElement('dt'), { textContent: name }));
    row.append(Object.assign(document.createElement('dd'), { textContent: value }));
    list.append(row);
  }
}

/** One thing kept here: its state, what the server said, what was written, and what a person may do about it. */
function card(item) {
  const own = item.member === me.id;
  const node = copy(own ? item.state : 'foreign');
  slot(node, 'words').textContent = wordsOf(item);
  const operator = slot(node, 'operator');
  if (operator) operator.textContent = item.operator;
  facts(slot(node, 'facts'), typed(item));
  const sentence = slot(node, 'sentence');
  if (sentence) sentence.textContent = item.problem.problems.map((p) => p.message).join(' ');
  const seen = slot(node, 'seen');
  const link = linkOf(item.problem);
  if (seen && link) Object.assign(seen, { href: link.href, textContent: link.text, hidden: false });
  const tries = slot(node, 'tries');
  if (tries)
    tries.textContent = item.tries ? 'Essayé, sans réponse encore. Un second envoi ne fera rien en double.' : '';
  act(node, 'correct', mayChange(item) && `/dons/${item.donation.id}/appareils/nouveau?garde=${item.seq}`);
  act(node, 'drop', mayChange(item) && (() => drop(node, item)));
  act(node, 'move', () => move(node, item));
  act(node, 'take', () => then(store.change(item.seq, (kept) => takenOver(kept, me))));
  return node;
}

function act(node, name, what) {
  const button = node.querySelector(`[data-act="${name}"]`);
  if (!button) return;
  if (!what) button.hidden = true;
  else if (typeof what === 'string') button.href = what;
  else button.addEventListener('click', what);
}

async function then(change) {
  await change;
  await sendNow();
}

/** Thrown away only once it was said twice. */
function drop(node, item) {
  const sure = copy('sure');
  node.querySelector('[data-acts]').hidden = true;
  node.append(sure);
  const [yes, no] = sure.querySelectorAll('button');
  yes.addEventListener('click', () => then(store.remove(item.seq, mayChange)));
  no.addEventListener('click', () => {
    sure.remove();
    node.querySelector('[data-acts]').hidden = false;
  });
  no.focus();
}

function move(node, item) {
  const choice = copy('donations');
  const select = choice.querySelector('select');
  const others = (record?.donations ?? []).filter((d) => d.id !== item.donation.id);
  if (!others.length)
    return say('attention', 'Aucun autre don n’est ouvert.', 'Ouvrez-en un, puis revenez ici.', {
      href: '/dons/nouveau',
      text: 'Nouveau don',
    });
  select.append(...others.map((d) => new Option(`${d.number}, ${d.donor}`, d.id)));
  node.querySelector('[data-acts]').hidden = true;
  node.append(choice);
  const [yes, no] = choice.querySelectorAll('button');
  yes.addEventListener('click', () => {
    const donation = others.find((d) => d.id === select.value);
    return then(store.change(item.seq, (kept) => corrected(kept, { donation }, crypto.randomUUID())));
  });
  no.addEventListener('click', () => {
    choice.remove();
    node.querySelector('[data-acts]').hidden = false;
  });
  select.focus();
}

const WHY = {
  later: 'Pas de réseau, ou le serveur ne répond pas : l’envoi reprendra tout seul.',
  sign_in: 'Vous n’êtes plus connecté : connectez-vous, et l’envoi reprendra.',
  other_person: 'Une autre personne est connectée sur ce téléphone : rechargez cette page.',
};

function showKept(items) {
  const section = area.querySelector('[data-part="kept"]');
  if (!section) return;
  const mine = items.filter((item) => item.member === me.id || item.organisation === me.organisation);
  const strangers = items.length - mine.length;
  section.hidden = items.length === 0;
  if (items.length) section.querySelector('h2').textContent = countWords(items);
  const waiting = mine.some((item) => item.member === me.id && item.state === 'waiting');
  section.querySelector('[data-part="why"]').textContent = waiting ? (WHY[stopped] ?? 'Envoi en cours…') : '';
  section.querySelector('[data-part="sign-in"]').hidden = !waiting || stopped !== 'sign_in';
  section.querySelector('[data-part="send"]').hidden = !waiting || stopped === 'sign_in';
  section.querySelector('[data-part="elsewhere"]').textContent = strangers
    ? `Dont ${strangers} d’une autre organisation : qui les a écrits les enverra en se connectant ici.`
    : '';
  const order = (item) => (item.state === 'refused' ? 0 : 1);
  // What somebody is deciding about stays under their hands.
  if (
    section.querySelector('[data-acts][hidden]') &&
    mine.length === section.querySelectorAll('[data-part="list"] > li').length
  )
    return;
  section
    .querySelector('[data-part="list"]')
    .replaceChildren(...mine.sort((a, b) => order(a) - order(b) || a.seq - b.seq).map(card));
}

function showDonations(items) {
  const list = area.querySelector('[data-part="donations"]');
  if (!list || !record) return;
  list.replaceChildren(
    ...record.donations.map((d) => {
      const tile = copy('donation');
      tile.querySelector('a').href = `/dons/${d.id}/appareils/nouveau`;
      slot(tile, 'donor').textContent = d.donor;
      const here = items.filter((item) => item.donation.id === d.id).length;
      slot(tile, 'number').textContent = `${d.number} · ${d.progress}${here ? ` · ${here} ici` : ''}`;
      return tile;
    }),
  );
  area.querySelector('[data-part="none"]').hidden = record.donations.length > 0;
}

function showWho() {
  const who = area.querySelector('[data-part="who"]');
  if (who && record) who.textContent = `Opérateur n° ${record.me.operator}. Liste des dons du ${when(record.at)}.`;
}

async function log(donation) {
  const garde = Number(new URLSearchParams(location.search).get('garde'));
  const item = garde ? await store.one(garde) : undefined;
  const form = startForm({
    area,
    donation,
    suggestions: record?.suggestions,
    item: item?.member === me.id ? item : undefined,
    say,
  });
  const fresh = await refreshDesk();
  if (fresh) form.setSuggestions(fresh.suggestions);
}

async function list() {
  area.querySelector('[data-part="send"]')?.addEventListener('click', sendNow);
  showWho();
  await watch((items) => {
    showKept(items);
    showDonations(items);
  });
  const fresh = await refreshDesk();
  if (!fresh) return;
  record = fresh;
  showWho();
  await changed();
}

const asked = ADDRESS.exec(location.pathname)?.[1];
const isShell = area.hasAttribute('data-shell');
const view = (name) => {
  for (const part of area.querySelectorAll('[data-view]')) part.hidden = part.dataset.view !== name;
  if (works) void changed();
};
if (!works) {
  if (isShell) view('stranger');
} else if (!isShell) {
  if (asked) await log(JSON.parse(area.dataset.donation));
  else await list();
} else if (asked) {
  const donation = record?.donations.find((d) => d.id === asked);
  view(donation ? 'log' : 'unknown');
  if (donation) {
    area.querySelector('[data-part="about"]').textContent = `${donation.number}, ${donation.donor}`;
    area.querySelector('form [name=inventoryNumber]').closest('.field').hidden = donation.kind === 'person';
    await log(donation);
  }
} else {
  view('list');
  await list();
}
