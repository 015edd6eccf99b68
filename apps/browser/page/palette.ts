import { newElement } from './element.js';

const KEYS = [
  ['Ctrl K', 'aller à une page, ou chercher'],
  ['/', 'chercher'],
  ['Entrée', 'chercher ce qui est écrit'],
  ['?', 'voir ces touches'],
  ['Échap', 'fermer'],
] as const;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export const isTyping = (): boolean =>
  Boolean(document.activeElement?.matches('input, textarea, select, [contenteditable]'));

function askedBy({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): 'pages' | 'keys' | null {
  if (altKey || isTyping() || document.querySelector('dialog[open]')) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' ? 'pages' : null;
  return key === '?' ? 'keys' : null;
}

/** Opens the menu and the search from the keyboard. Nothing for whoever has no menu. */
export function openPalette(event: KeyboardEvent): void {
  const asked = askedBy(event);
  const menu = document.querySelectorAll<HTMLAnchorElement>('.side-full nav a');
  if (!asked || !menu.length) return;
  event.preventDefault();
  // How many wait stands beside a page's name: it is no part of it.
  const links = [...menu].map((link) =>
    newElement('a', { href: link.href, textContent: (link.querySelector('.nav-label') ?? link).textContent ?? '' }),
  );
  // Without a search, only pages of the menu are found.
  const searches = document.getElementById('recherche');
  const input = newElement('input', {
    type: 'search',
    name: 'q',
    autocomplete: 'off',
    placeholder: searches ? 'Page, code, nom… Entrée cherche' : 'Page',
  });
  input.setAttribute('aria-label', 'Aller à une page, ou chercher');
  const form = newElement('form', { action: '/recherche', method: 'get' }, input);
  const pages = newElement('div', { className: 'palette-pages' }, ...links);
  const close = newElement('button', { type: 'button', className: 'button secondary', textContent: 'Fermer' });
  const dialog = newElement('dialog', { className: 'card palette' }, form, pages);
  dialog.setAttribute('aria-label', 'Aller à…');
  if (asked === 'keys')
    dialog.append(
      newElement(
        'ul',
        {},
        ...KEYS.map(([key, does]) => newElement('li', {}, newElement('kbd', { textContent: key }), ` ${does}`)),
      ),
    );
  dialog.append(close);
  if (!searches) form.addEventListener('submit', (sent) => sent.preventDefault());
  input.addEventListener('input', () => {
    for (const link of links) link.hidden = !plain(link.textContent ?? '').includes(plain(input.value.trim()));
  });
  dialog.addEventListener('keydown', (pressed) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
    if (!step) return;
    pressed.preventDefault();
    const stops = [input, ...links.filter(({ hidden }) => !hidden)];
    const at = stops.indexOf(document.activeElement as HTMLAnchorElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
