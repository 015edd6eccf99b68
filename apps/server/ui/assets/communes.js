// The official communes that what is typed may mean, offered while typing. The field takes what it always took, with or without.

const WAIT_MS = 250;
const FEWEST = 2;

for (const input of document.querySelectorAll('input[data-communes]')) {
  const list = document.createElement('datalist');
  list.id = `${input.id}-communes`;
  input.after(list);
  input.setAttribute('list', list.id);

  const option = (typed) => (commune) => {
    const postal = commune.postalCodes.find((code) => code === typed);
    const value = postal ? `${postal} ${commune.name}` : `${commune.name} (${commune.departement})`;
    return Object.assign(document.createElement('option'), {
      value,
      label: commune.postalCodes.slice(0, 3).join(', '),
    });
  };

  let pause;
  let asking;
  async function offer() {
    const typed = input.value.trim();
    asking?.abort();
    if (typed.length < FEWEST) return list.replaceChildren();
    asking = new AbortController();
    try {
      const answer = await fetch(`/communes?q=${encodeURIComponent(typed)}`, {
        headers: { accept: 'application/json' },
        signal: asking.signal,
      });
      if (!answer.ok) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.map(option(typed)));
    } catch {
      // No network, or something else was typed meanwhile: nothing is offered, and the field is as good.
    }
  }
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(offer, WAIT_MS);
  });
}
