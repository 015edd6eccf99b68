import { ALIKE_FIELDS, type DeskField, deviceField } from '../../../libs/bank/devices/device/device-fields.js';
import type { DeskDonation, DeskSuggestions, FieldProblem } from '../../../libs/platform/contract/index.js';
import type { SendOutcome } from '../offline/answer.js';
import { corrected, type Item, mayChange, newItem } from '../offline/outbox.js';
import type { Sending } from '../offline/sending.js';
import * as store from '../offline/store.js';
import { elementIn } from '../page/element.js';
import { type Area, type Note, slot } from './area.js';
import { linkToSeen, sentenceOf } from './desk.js';
import { FormFields } from './form-fields.js';
import { takePhotos } from './photo.js';
import { Suggestions } from './suggestions.js';

/** How long the form waits for the answer, in ms, so that a mistake is corrected while the device is still in the hand. */
const AT_HAND = 1500;

const wait = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(() => done(undefined), ms));

/** The logging form with a script: each device is stored on the phone first, then sent; the next one starts at once. */
export class DeviceForm {
  private readonly fields: FormFields;
  private readonly suggestions: Suggestions;
  private busy = false;
  private pile = false;

  constructor(
    private readonly area: Area,
    private readonly sending: Sending,
    private readonly donation: DeskDonation,
    suggestions: DeskSuggestions,
    private editing: Item | null,
  ) {
    this.fields = new FormFields(elementIn<HTMLFormElement>(area.root, 'form'));
    this.suggestions = new Suggestions(area, this.fields, suggestions, () => this.pile);
    this.listen();
    if (editing) this.showItem(editing);
    else if (area.root.hasAttribute('data-again')) this.setPile(true);
    this.suggestions.offer();
  }

  suggest(fresh: DeskSuggestions): void {
    this.suggestions.use(fresh);
  }

  private listen(): void {
    stepByEnter(this.fields);
    this.area.root.addEventListener('submit', (event) => this.submit(event), { capture: true });
    this.area.part('photos-off').addEventListener('click', () => {
      if (this.editing) this.editing = { ...this.editing, photos: [] };
      this.showPhotos();
      this.fields.input('photo')?.focus();
    });
    this.area.part('pile-off').addEventListener('click', () => {
      this.setPile(false);
      this.fields.checked('category')?.focus();
    });
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.busy) return;
    this.show([]);
    if (!this.fields.value('category')) {
      this.show([{ field: 'category', code: 'request.missing', message: deviceField('category').missing ?? '' }]);
      this.fields.input('category')?.focus();
      return;
    }
    void this.log((event.submitter as HTMLButtonElement | null)?.name === 'encore');
  }

  /** Stores what is typed, sends it, and shows the outcome. `again`: the next device is alike. */
  private async log(again: boolean): Promise<void> {
    const { form } = this.fields;
    this.busy = true;
    form.setAttribute('aria-busy', 'true');
    const what = this.fields.words();
    try {
      const seq = await this.keep(again);
      if (seq === null) {
        const text = ': cet appareil est parti entre-temps. Ses corrections se font sur sa page.';
        this.area.say({ tone: 'ok', title: 'Déjà envoyé', text });
        return this.next(false);
      }
      const outcomes = await Promise.race([this.sending.sendNow(), wait(AT_HAND)]);
      await this.tell(seq, outcomes?.get(seq), what, again);
    } catch (error) {
      const full = (error as { name?: string } | null)?.name === 'QuotaExceededError';
      const text = full ? 'Ce téléphone n’a plus de place : libérez-en, ou enlevez les photos.' : 'Recommencez.';
      this.area.say({ tone: 'alert', title: 'Rien n’est gardé.', text });
    } finally {
      this.busy = false;
      form.removeAttribute('aria-busy');
    }
  }

  /** Stores it on the phone's disk before anything else. Gives its number, or null when it had left meanwhile. */
  private async keep(again: boolean): Promise<number | null> {
    const { editing, donation } = this;
    const { photos, tooHeavy } = await takePhotos(editing?.photos ?? [], [
      ...(this.fields.input('photo')?.files ?? []),
    ]);
    if (tooHeavy)
      this.area.say({
        tone: 'alert',
        title: 'Une photo est trop lourde',
        text: ': elle n’est pas gardée. Prenez-la plus petite.',
      });
    const key = crypto.randomUUID();
    // So that the browser does not evict it to make room.
    navigator.storage?.persist?.().catch(() => undefined);
    const fields = this.fields.all();
    if (!editing) {
      const { me } = this.sending;
      return store.keep(newItem({ me, donation, fields, photos, again, key, now: Date.now() }));
    }
    const changed = await store.change(editing.seq, (one) => corrected(one, { fields, photos, donation }, key));
    return changed ? editing.seq : null;
  }

  private async tell(seq: number, outcome: SendOutcome | undefined, what: string, again: boolean): Promise<void> {
    if (outcome?.kind === 'refused') {
      const { problem } = outcome;
      this.editing = (await store.one(seq)) ?? null;
      const photo = this.fields.input('photo');
      if (photo) photo.value = '';
      this.showPhotos();
      this.show(problem.problems);
      this.area.say({ tone: 'alert', title: 'À vérifier :', text: sentenceOf(problem), link: linkToSeen(problem) });
      this.fields.form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    this.area.say(...notesOf(outcome, what));
    const count = document.querySelector('.bar-progress');
    if (count && outcome?.kind === 'done' && outcome.progress) count.textContent = outcome.progress;
    this.next(again);
  }

  /** Ready for the next device, which shares all but label and serial when it comes `again`. */
  private next(again: boolean): void {
    const before = this.fields.all();
    this.editing = null;
    this.fields.empty();
    this.showPhotos();
    if (again) this.fields.set(Object.fromEntries(ALIKE_FIELDS.map((name) => [name, before[name]])));
    this.setPile(again);
    this.suggestions.offer();
    this.fields.input('code')?.focus();
    scrollTo({ top: 0 });
  }

  private showItem(item: Item): void {
    this.fields.set(item.fields);
    this.show(item.problem?.problems ?? []);
    this.showPhotos();
    this.setPile(false);
    if (!mayChange(item))
      this.area.say({
        tone: 'attention',
        title: 'Déjà parti.',
        text: 'La réponse n’est pas encore là : attendez-la avant de corriger.',
      });
  }

  private show(problems: readonly FieldProblem[]): void {
    showProblems(this.area, this.fields, problems);
    if (problems.length && this.pile) this.setPile(false);
  }

  private showPhotos(): void {
    const count = this.editing?.photos.length ?? 0;
    this.area.part('photos').hidden = count === 0;
    this.area.part('photos-count').textContent = count > 1 ? `${count} photos gardées.` : 'Une photo gardée.';
  }

  private setPile(on: boolean): void {
    this.pile = on;
    this.area.part('pile').hidden = !on;
    if (on)
      this.area.part('pile-words').textContent = [this.fields.words(), this.fields.wordOf('condition')].join(', ');
    for (const same of this.area.root.querySelectorAll<HTMLElement>('[data-same]')) same.hidden = on;
    const title = this.area.root.querySelector('[data-view=log] h1') ?? elementIn(document, 'main h1');
    title.textContent = on ? 'Le même encore' : this.editing ? 'Corriger' : 'Quel appareil ?';
  }
}

const LABEL = /^(?:https?:\/\/\S+\/E\/|BN[\s-])/i;
const ORDER: readonly DeskField[] = ['code', 'category', 'condition', 'serial', 'make'];

/** Enter leads to the next field: a scanner types it, and half a form is not to be sent. */
function stepByEnter(fields: FormFields): void {
  fields.form.addEventListener('keydown', (event) => {
    const input = event.target as HTMLInputElement;
    if (event.key !== 'Enter' || !(input.matches('[data-scan]') || input.type === 'radio')) return;
    event.preventDefault();
    // A label read while the serial was asked.
    if (input.name === 'serial' && LABEL.test(input.value.trim()) && !fields.value('code'))
      return fields.set({ code: input.value.trim(), serial: '' });
    stepFrom(fields, input.name as DeskField);
  });
}

function stepFrom(fields: FormFields, name: DeskField): void {
  const { form } = fields;
  for (const next of ORDER.slice(ORDER.indexOf(name) + 1)) {
    const to = fields.checked(next) ?? form.querySelector<HTMLInputElement>(`input[name="${next}"]`);
    const answered = to?.type === 'radio' && to.checked && next === 'category';
    if (!to || to.closest('[hidden]') || answered) continue;
    to.focus();
    return;
  }
  form.requestSubmit(elementIn<HTMLButtonElement>(form, 'button[name=encore]'));
}

function showProblems(area: Area, fields: FormFields, problems: readonly FieldProblem[]): void {
  const { form } = fields;
  for (const old of form.querySelectorAll('.error-summary, .field-error')) old.remove();
  for (const old of form.querySelectorAll('.has-error')) old.classList.remove('has-error');
  for (const old of form.querySelectorAll('[aria-invalid]')) old.removeAttribute('aria-invalid');
  for (const problem of problems) {
    const input = fields.input(problem.field);
    const frame = input?.closest('.field');
    if (!input || !frame) continue;
    frame.classList.add('has-error');
    input.setAttribute('aria-invalid', 'true');
    const message = area.copy('field-error');
    message.id = `${input.id}-erreur`;
    slot(message, 'message').textContent = problem.message;
    const hint = document.getElementById(`${input.id}-aide`) ? `${input.id}-aide ` : '';
    input.setAttribute('aria-describedby', `${hint}${message.id}`);
    if (frame.matches('fieldset')) elementIn(frame, '.choice-list').before(message);
    else frame.append(message);
  }
}

const SIGN_IN = { href: `/connexion?vers=${encodeURIComponent(location.pathname)}`, text: 'Se connecter pour envoyer' };

/** The notes about a device; without an outcome, the server did not answer in time. */
function notesOf(outcome: Exclude<SendOutcome, { kind: 'refused' }> | undefined, what: string): Note[] {
  const stored = (text: string): Note => ({
    tone: 'attention',
    title: 'Gardé sur ce téléphone :',
    text: `${what}. ${text}`,
  });
  switch (outcome?.kind) {
    case 'done':
      return doneNotes(outcome.device, what);
    case 'sign_in':
      return [{ ...stored('Vous n’êtes plus connecté.'), link: SIGN_IN }];
    case 'other_person':
      return [stored('Une autre personne est connectée ici : rechargez la page.')];
    default:
      return [stored('Il partira seul dès que le réseau reviendra.')];
  }
}

function doneNotes(device: Extract<SendOutcome, { kind: 'done' }>['device'], what: string): Note[] {
  const link = device ? { href: device.url, text: device.code } : null;
  const logged: Note = { tone: 'ok', title: 'Enregistré :', text: what, link };
  if (!device?.genericSerial) return [logged];
  return [
    logged,
    {
      tone: 'attention',
      title: 'Numéro de série trop courant.',
      text: 'Il est gardé, mais ne reconnaît pas cet appareil : collez vite son étiquette.',
    },
  ];
}
