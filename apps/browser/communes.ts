import type { CommuneOffer, CommuneOffers } from '../../libs/platform/contract/index.js';
import { newElement } from './page/element.js';

// Offers official communes while typing. The field takes any text, with or without.

const WAIT_MS = 250;
const FEWEST = 2;
/** In an empty bank nobody is signed in yet: the address that opens it is asked. */
const ASKED = /^\/ouvrir\/[\w-]+/.exec(location.pathname)?.[0] ?? '';

const optionOf = (commune: CommuneOffer, typed: string): HTMLOptionElement => {
  const postal = commune.postalCodes.find((code) => code === typed);
  const value = postal ? `${postal} ${commune.name}` : `${commune.name} (${commune.departement})`;
  return newElement('option', { value, label: commune.postalCodes.slice(0, 3).join(', ') });
};

function offerCommunes(input: HTMLInputElement): void {
  const list = newElement('datalist', { id: `${input.id}-communes` });
  input.after(list);
  input.setAttribute('list', list.id);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  async function offer(): Promise<void> {
    const typed = input.value.trim();
    asking?.abort();
    if (typed.length < FEWEST) return list.replaceChildren();
    asking = new AbortController();
    try {
      const answer = await fetch(`${ASKED}/communes?q=${encodeURIComponent(typed)}`, {
        headers: { accept: 'application/json' },
        signal: asking.signal,
      });
      if (!answer.ok) return;
      const { items }: CommuneOffers = await answer.json();
      list.replaceChildren(...items.map((commune) => optionOf(commune, typed)));
    } catch {
      // No network, or something else was typed meanwhile: nothing is offered.
    }
  }
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => void offer(), WAIT_MS);
  });
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-communes]')) offerCommunes(input);
