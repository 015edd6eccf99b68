import { elementIn } from './page/element.js';
import { isTyping, openPalette } from './page/palette.js';

// Everything works without this file; it makes waiting, scanning and listening better.

/** A button that copies the text of a field. Where the browser may not, it stays hidden: the text can be selected. */
function copies(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset.copies ?? '');
  const said = button.querySelector('.button-text');
  if (!(field instanceof HTMLTextAreaElement) || !said) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(field.value).then(
      () => {
        said.textContent = 'Message copié';
      },
      () => {
        field.focus();
        field.select();
      },
    );
  });
}

const counted = (n: number, [one = '', several = '']: string[]): string => `${n} ${n > 1 ? several : one}`;

/** Counts the rows that are ticked, keeps the bar in sight while there are any, and ticks a whole page at once. */
function countTicked(bar: HTMLElement): void {
  const form = bar.closest('form');
  const words = bar.dataset.ticked?.split('|');
  const said = bar.querySelector<HTMLElement>('.bulk-count');
  const frame = form?.querySelector('.table');
  const page = frame?.querySelector<HTMLElement>('[data-tick-page]');
  if (!form || !words || !said || !frame) return;
  const rows = [...frame.querySelectorAll<HTMLInputElement>('tbody .select-cell input')];
  const every = bar.querySelector<HTMLInputElement>('[data-ticks-all]');
  const whole = page?.querySelector('input');
  const show = (): void => {
    const n = rows.filter((row) => row.checked).length;
    said.textContent = every?.checked ? (every.dataset.ticksAll ?? '') : n ? counted(n, words) : '';
    bar.classList.toggle('holds', n > 0 || Boolean(every?.checked));
    if (!whole) return;
    whole.checked = n > 0 && n === rows.length;
    whole.indeterminate = n > 0 && n < rows.length;
  };
  if (page && whole) {
    page.hidden = false;
    whole.addEventListener('change', () => {
      for (const row of rows) row.checked = whole.checked;
      show();
    });
  }
  form.addEventListener('change', show);
  addEventListener('pageshow', show);
  show();
}

/** After so many milliseconds without an answer, one may send again: the form's key makes the second one harmless. */
const NO_ANSWER = 8000;

function sendOnce(form: HTMLFormElement): void {
  let sending = false;
  const again = (): void => {
    sending = false;
    for (const text of form.querySelectorAll<HTMLElement>('[data-was]')) {
      text.textContent = text.dataset.was ?? '';
      delete text.dataset.was;
    }
    form.removeAttribute('aria-busy');
  };
  form.addEventListener('submit', (event) => {
    if (sending) return event.preventDefault();
    sending = true;
    form.setAttribute('aria-busy', 'true');
    const text = event.submitter?.querySelector<HTMLElement>('.button-text');
    if (text) {
      text.dataset.was = text.textContent ?? '';
      text.textContent = 'Envoi…';
    }
    setTimeout(again, NO_ANSWER);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) again();
  });
}

/** What is wrong is read first. An unknown code stays selected for the next scan. */
function focusWhatIsWrong(): void {
  const wrong = document.querySelector<HTMLElement>('[data-focus]');
  const misread = document.querySelector<HTMLInputElement>('[data-scan][aria-invalid="true"]');
  (wrong?.querySelectorAll('a').length === 1 && misread ? misread : wrong)?.focus();
  if (document.activeElement === misread) misread?.select();
}

/** Reloads a page that waits for something when its text changed, and nobody is typing. */
function lookEvery(seconds: number): void {
  const said = (page: Document) => page.querySelector('main')?.textContent;
  const before = said(document);
  const look = async (): Promise<void> => {
    const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const busy = document.activeElement?.matches('input, textarea, select, [aria-busy]');
    if (page && !busy && said(page) !== before) return location.reload();
    setTimeout(() => void look(), seconds * 1000);
  };
  setTimeout(() => void look(), seconds * 1000);
}

function closeMenu(event: KeyboardEvent): void {
  const open = event.key === 'Escape' && document.activeElement?.closest<HTMLDetailsElement>('details[open]');
  if (!open) return;
  open.open = false;
  elementIn(open, 'summary').focus();
}

function goToSearch(event: KeyboardEvent): void {
  const search = document.getElementById('recherche');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping() || !search) return;
  event.preventDefault();
  search.focus();
}

function readAloud(button: HTMLButtonElement): void {
  button.hidden = false;
  button.addEventListener('click', () => {
    speechSynthesis.cancel();
    // biome-ignore lint/performance/useDomNodeTextContent: what is heard is what is seen, with its pauses
    const text = document.getElementById(button.dataset.read ?? '')?.innerText ?? '';
    const words = new SpeechSynthesisUtterance(text);
    words.lang = 'fr-FR';
    words.rate = 0.9;
    speechSynthesis.speak(words);
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) sendOnce(form);
focusWhatIsWrong();
// What was posted before the session ended is sent again, once, after signing in.
document.querySelector<HTMLFormElement>('form[data-resume]')?.requestSubmit();
const refresh = Number(document.documentElement.dataset.refresh);
if (refresh > 0) lookEvery(refresh);
for (const bar of document.querySelectorAll<HTMLElement>('.bulk-bar')) countTicked(bar);
if ('clipboard' in navigator)
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copies]')) copies(button);
addEventListener('keydown', closeMenu);
addEventListener('keydown', goToSearch);
addEventListener('keydown', openPalette);
// A scanner sends spaces and line ends with the code.
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-scan]'))
  input.addEventListener('change', () => {
    input.value = input.value.trim();
  });
if ('speechSynthesis' in window)
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-read]')) readAloud(button);
