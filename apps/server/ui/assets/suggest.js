// Makes and models that were logged before: some to press, the others while typing.

const SHOWN = 3;

/** Gives `offer` (show what fits what is chosen now) and `use` (other suggestions, fresher ones). */
export function startSuggestions({ area, form, field, value, sets, suggestions, inPile }) {
  const part = (name) => area.querySelector(`[data-part="${name}"]`);
  let all = suggestions ?? {};
  const known = () => all[value('category')] ?? [];

  function list(name, values) {
    const options = document.getElementById(field(name).getAttribute('list'));
    if (!values.length || !options) return;
    const texts = [...new Set(values.filter(Boolean))];
    options.replaceChildren(...texts.map((text) => Object.assign(document.createElement('option'), { value: text })));
  }

  function chipOf(one) {
    const chip = Object.assign(document.createElement('button'), { type: 'button', className: 'button secondary' });
    chip.textContent = [one.make, one.model].filter(Boolean).join(' ');
    chip.addEventListener('click', () => {
      sets(one);
      form.querySelector('.actions button').focus();
    });
    return chip;
  }

  function offer() {
    part('chips').hidden = known().length === 0 || inPile();
    part('chip-list').replaceChildren(...known().slice(0, SHOWN).map(chipOf));
    const make = value('make').toLowerCase();
    list(
      'make',
      known().map((one) => one.make),
    );
    list(
      'model',
      known()
        .filter((one) => !make || one.make.toLowerCase() === make)
        .map((one) => one.model),
    );
  }

  form.addEventListener('change', ({ target }) => {
    const makers = new Set(
      known()
        .filter((one) => one.model === value('model'))
        .map((one) => one.make),
    );
    if (target.name === 'model' && !value('make') && makers.size === 1) sets({ make: [...makers][0] });
    if (target.name === 'category' || target.name === 'make') offer();
  });

  return {
    offer,
    use: (fresh) => {
      all = fresh ?? {};
      offer();
    },
  };
}
