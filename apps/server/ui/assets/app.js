// Everything works without this file; it only makes waiting, scanning and listening better.

// A double press sends once. Coming back to the page (or after 8 s without an answer) one may send again:
// the form's key makes the second one harmless.
for (const form of document.querySelectorAll('form[data-once]')) {
  let sending = false;
  const again = () => {
    sending = false;
    for (const text of form.querySelectorAll('[data-was]')) {
      text.textContent = text.dataset.was;
      delete text.dataset.was;
    }
    form.removeAttribute('aria-busy');
  };
  form.addEventListener('submit', (event) => {
    if (sending) return event.preventDefault();
    sending = true;
    form.setAttribute('aria-busy', 'true');
    const text = event.submitter?.querySelector('.button-text');
    if (text) {
      text.dataset.was = text.textContent;
      text.textContent = 'Envoi…';
    }
    setTimeout(again, 8000);
  });
  addEventListener('pageshow', (event) => event.persisted && again());
}

// What is wrong is read first. A code that was not known waits, selected, for the next scan, which a scanner types there.
const wrong = document.querySelector('[data-focus]');
const misread = document.querySelector('[data-scan][aria-invalid="true"]');
(wrong?.querySelectorAll('a').length === 1 && misread ? misread : wrong)?.focus();
if (document.activeElement === misread) misread?.select();

// What was posted before the session ended is sent again, once, after signing in.
document.querySelector('form[data-resume]')?.requestSubmit();

// A page that waits for something looks by itself whether it came, and changes only then, and never under somebody's hands.
const seconds = Number(document.documentElement.dataset.refresh);
if (seconds > 0) {
  const said = (page) => page.querySelector('main')?.textContent;
  const before = said(document);
  const look = async () => {
    const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const busy = document.activeElement?.matches('input, textarea, select, [aria-busy]');
    if (page && !busy && said(page) !== before) return location.reload();
    setTimeout(look, seconds * 1000);
  };
  setTimeout(look, seconds * 1000);
}

// Escape closes an open menu and gives the focus back to it.
addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && document.activeElement?.closest('details[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});

// A scanner that types sends spaces and line ends with the code.
for (const input of document.querySelectorAll('input[data-scan]')) {
  input.addEventListener('change', () => {
    input.value = input.value.trim();
  });
}

if ('speechSynthesis' in window) {
  for (const button of document.querySelectorAll('[data-read]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      speechSynthesis.cancel();
      // biome-ignore lint/performance/useDomNodeTextContent: what is heard is what is seen, with its pauses
      const words = new SpeechSynthesisUtterance(document.getElementById(button.dataset.read)?.innerText ?? '');
      words.lang = 'fr-FR';
      words.rate = 0.9;
      speechSynthesis.speak(words);
    });
  }
}
