import { me, sendNow } from 'asset(kept.js)';
import { corrected, mayChange, newItem } from 'asset(outbox.js)';
import { MOST, photoOf } from 'asset(photo.js)';
import * as store from 'asset(store.js)';
import { startSuggestions } from 'asset(suggest.js)';

// The logging form with a script: each device is kept on the phone first, then sent; the next one starts at once.

/** How long the form waits for the answer, so that a mistake is corrected while the device is still in the hand, in ms. */
const AT_HAND = 1500;
const LABEL = /^(?:https?:\/\/\S+\/E\/|BN[\s-])/i;
const FIELDS = ['code', 'category', 'condition', 'serial', 'make', 'model', 'inventoryNumber'];
const DESCRIBED = ['category', 'condition', 'make', 'model'];

const SIGN_IN = { href: `/connexion?vers=${encodeURIComponent(location.pathname)}`, text: 'Se connecter pour envoyer' };

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Makes the form of `area` keep and send. `donation`: {id, number, donor, kind}; `suggestions` by category; `item`: one to correct. */
export function startForm({ area, donation, suggestions, item, say }) {
  const form = area.querySelector('form');
  const field = (name) => form.elements.namedItem(name);
  const value = (name) => field(name)?.value?.trim() ?? '';
  const part = (name) => area.querySelector(`[data-part="${name}"]`);
  let editing = item ?? null;
  let busy = false;
  let pile = false;

  const sets = (values) => {
    for (const name of FIELDS) if (name in values && field(name)) field(name).value = values[name];
  };
  const fields = () => Object.fromEntries(FIELDS.filter((name) => field(name)).map((name) => [name, value(name)]));
  const wordOf = (name) =>
    area.querySelector(`input[name="${name}"]:checked`)?.closest('label').textContent.trim() ?? '';
  const words = () => [wordOf('category'), value('make'), value('model')].filter(Boolean).join(' ');

  /** A pile of equal devices: only what differs is asked. */
  function setPile(on) {
    pile = on;
    part('pile').hidden = !on;
    if (on) part('pile-words').textContent = [words(), wordOf('condition')].join(', ');
    for (const same of area.querySelectorAll('[data-same]')) same.hidden = on;
    (area.querySelector('[data-view=log] h1') ?? document.querySelector('main h1')).textContent = on
      ? 'Le même encore'
      : editing
        ? 'Corriger'
        : 'Quel appareil ?';
  }

  function showProblems(problems = []) {
    for (const old of form.querySelectorAll('.error-summary, .field-error')) old.remove();
    for (const old of form.querySelectorAll('.has-error')) old.classList.remove('has-error');
    for (const old of form.querySelectorAll('[aria-invalid]')) old.removeAttribute('aria-invalid');
    for (const problem of problems) {
      const found = [field(problem.field)].flat()[0];
      const input = found instanceof RadioNodeList ? found[0] : found;
      const frame = input?.closest?.('.field');
      if (!frame) continue;
      frame.classList.add('has-error');
      input.setAttribute('aria-invalid', 'true');
      const message = area.querySelector('[data-template="field-error"]').content.cloneNode(true);
      message.firstElementChild.id = `${input.id}-erreur`;
      message.querySelector('[data-slot]').textContent = problem.message;
      const hint = document.getElementById(`${input.id}-aide`) ? `${input.id}-aide ` : '';
      input.setAttribute('aria-describedby', `${hint}${input.id}-erreur`);
      if (frame.matches('fieldset')) frame.querySelector('.choice-list').before(message);
      else frame.append(message);
    }
    if (problems.length && pile) setPile(false);
  }

  function next({ again }) {
    const keeps = again ? DESCRIBED : [];
    const before = fields();
    editing = null;
    form.reset();
    showPhotos();
    // What the server wrote in the form is its `reset` too: empty it.
    sets(Object.fromEntries(FIELDS.map((name) => [name, name === 'condition' ? 'unknown' : ''])));
    for (const radio of area.querySelectorAll('input[name=category]')) radio.checked = false;
    sets(Object.fromEntries(keeps.map((name) => [name, before[name]])));
    setPile(again);
    offer();
    field('code').focus();
    scrollTo({ top: 0 });
  }

  async function takePhotos() {
    const chosen = [...(field('photo')?.files ?? [])];
    const photos = await Promise.all(chosen.slice(0, MOST).map(photoOf));
    if (photos.includes(null))
      say('alert', 'Une photo est trop lourde', ': elle n’est pas gardée. Prenez-la plus petite.');
    return [...(editing?.photos ?? []), ...photos.filter(Boolean)].slice(0, MOST);
  }

  function showPhotos() {
    const count = editing?.photos.length ?? 0;
    part('photos').hidden = count === 0;
    part('photos-count').textContent = count > 1 ? `${count} photos gardées.` : 'Une photo gardée.';
  }
  part('photos-off').addEventListener('click', () => {
    editing = { ...editing, photos: [] };
    showPhotos();
    field('photo').focus();
  });

  /** On the phone's disk before anything else. Gives its number in the row, or null when it had left meanwhile. */
  async function keepIt(again) {
    const [photos, key] = [await takePhotos(), crypto.randomUUID()];
    // So that the phone does not make room by forgetting it.
    navigator.storage?.persist?.().catch(() => undefined);
    if (!editing) return store.keep(newItem({ me, donation, fields: fields(), photos, again, key, now: Date.now() }));
    const changes = { fields: fields(), photos, donation };
    const kept = await store.change(editing.seq, (one) => corrected(one, changes, key));
    return kept ? editing.seq : null;
  }

  async function submit(event) {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    showProblems();
    if (!value('category')) {
      const problem = { field: 'category', message: 'Choisissez le type d’appareil.' };
      showProblems([problem]);
      return area.querySelector('input[name=category]').focus();
    }
    busy = true;
    form.setAttribute('aria-busy', 'true');
    const again = event.submitter?.name === 'encore';
    const what = words();
    try {
      const seq = await keepIt(again);
      if (seq === null) {
        say('ok', 'Déjà envoyé', ': cet appareil est parti entre-temps. Ses corrections se font sur sa page.');
        return next({ again: false });
      }
      const outcomes = await Promise.race([sendNow(), wait(AT_HAND)]);
      await tell(seq, outcomes?.get(seq), what, again);
    } catch (error) {
      const full = error?.name === 'QuotaExceededError';
      say(
        'alert',
        'Rien n’est gardé.',
        full ? 'Ce téléphone n’a plus de place : libérez-en, ou enlevez les photos.' : 'Recommencez.',
      );
    } finally {
      busy = false;
      form.removeAttribute('aria-busy');
    }
  }

  async function tell(seq, outcome, what, again) {
    if (outcome?.kind === 'refused') {
      editing = await store.one(seq);
      form.elements.namedItem('photo').value = '';
      showPhotos();
      showProblems(outcome.problem.problems);
      say('alert', 'À vérifier :', outcome.problem.problems.map((p) => p.message).join(' '), linkOf(outcome.problem));
      return form.querySelector('[aria-invalid]')?.focus();
    }
    if (outcome?.kind === 'done') {
      const count = document.querySelector('.bar-progress');
      if (outcome.device) say('ok', 'Enregistré :', what, { href: outcome.device.url, text: outcome.device.code });
      else say('ok', 'Enregistré :', what);
      if (outcome.device?.genericSerial)
        say(
          'attention',
          'Numéro de série trop courant.',
          'Il est gardé, mais ne reconnaît pas cet appareil : collez vite son étiquette.',
          null,
          true,
        );
      if (count && outcome.progress) count.textContent = outcome.progress;
    } else if (outcome?.kind === 'sign_in')
      say('attention', 'Gardé sur ce téléphone :', `${what}. Vous n’êtes plus connecté.`, SIGN_IN);
    else if (outcome?.kind === 'other_person')
      say(
        'attention',
        'Gardé sur ce téléphone :',
        `${what}. Une autre personne est connectée ici : rechargez la page.`,
      );
    else say('attention', 'Gardé sur ce téléphone :', `${what}. Il partira seul dès que le réseau reviendra.`);
    next({ again });
  }

  /** Where Enter leads from a field: a scanner types it, and half a form is not to be sent. */
  function stepFrom(input) {
    const order = ['code', 'category', 'condition', 'serial', 'make'];
    for (const name of order.slice(order.indexOf(input.name) + 1)) {
      const to = area.querySelector(`input[name="${name}"]:checked`) ?? area.querySelector(`input[name="${name}"]`);
      const answered = to?.type === 'radio' && to.checked && name === 'category';
      if (to && !to.closest('[hidden]') && !answered) return to.focus();
    }
    form.requestSubmit(form.querySelector('button[name=encore]'));
  }

  form.addEventListener('keydown', (event) => {
    const input = event.target;
    if (event.key !== 'Enter' || !(input.matches('[data-scan]') || input.type === 'radio')) return;
    event.preventDefault();
    // A label read while the serial was asked.
    if (input.name === 'serial' && LABEL.test(input.value.trim()) && !value('code')) {
      sets({ code: input.value.trim(), serial: '' });
      return;
    }
    stepFrom(input);
  });
  area.addEventListener('submit', submit, { capture: true });
  part('pile-off').addEventListener('click', () => {
    setPile(false);
    area.querySelector('input[name=category]:checked')?.focus();
  });

  const { offer, use } = startSuggestions({ area, form, field, value, sets, suggestions, inPile: () => pile });

  if (editing) {
    sets(editing.fields);
    showProblems(editing.problem?.problems);
    showPhotos();
    setPile(false);
    if (!mayChange(editing))
      say('attention', 'Déjà parti.', 'La réponse n’est pas encore là : attendez-la avant de corriger.');
  } else if (area.hasAttribute('data-again')) setPile(true);
  offer();
  return {
    setSuggestions: use,
  };
}

/** The device that a refusal speaks of, when whoever is refused may see it: the server then says its code. */
export function linkOf(problem) {
  const known = /_known$/.test(problem?.code) || problem?.facts.seen;
  const code = known && problem.facts.code?.replace(/^BN-|-/g, '');
  return code ? { href: `/appareils/${code}`, text: `Voir l’appareil BN-${code.slice(0, 4)}-${code.slice(4)}` } : null;
}
