import type { DeskSuggestion, DeskSuggestions } from '../../../libs/platform/contract/index.js';
import { elementIn, newElement } from '../page/element.js';
import type { Area } from './area.js';
import type { FormFields } from './form-fields.js';

const SHOWN = 3;

/** Makes and models that were logged before: some to press, the others while typing. */
export class Suggestions {
  constructor(
    private readonly area: Area,
    private readonly fields: FormFields,
    private all: DeskSuggestions,
    /** In a pile of equal devices, both are known already. */
    private readonly inPile: () => boolean,
  ) {
    fields.form.addEventListener('change', (event) => this.follow((event.target as HTMLInputElement).name));
  }

  use(fresh: DeskSuggestions): void {
    this.all = fresh;
    this.offer();
  }

  offer(): void {
    const known = this.known();
    this.area.part('chips').hidden = known.length === 0 || this.inPile();
    this.area.part('chip-list').replaceChildren(...known.slice(0, SHOWN).map((one) => this.chipOf(one)));
    const make = this.fields.value('make').toLowerCase();
    this.list(
      'make',
      known.map((one) => one.make),
    );
    this.list(
      'model',
      known.filter((one) => !make || one.make.toLowerCase() === make).map((one) => one.model),
    );
  }

  private known(): readonly DeskSuggestion[] {
    return this.all[this.fields.value('category')] ?? [];
  }

  private follow(changed: string): void {
    const model = this.fields.value('model');
    const makers = new Set(
      this.known()
        .filter((one) => one.model === model)
        .map((one) => one.make),
    );
    const [maker] = makers;
    if (changed === 'model' && !this.fields.value('make') && makers.size === 1 && maker)
      this.fields.set({ make: maker });
    if (changed === 'category' || changed === 'make') this.offer();
  }

  private list(name: 'make' | 'model', values: readonly string[]): void {
    const options = document.getElementById(this.fields.input(name)?.getAttribute('list') ?? '');
    if (!values.length || !options) return;
    const texts = [...new Set(values.filter(Boolean))];
    options.replaceChildren(...texts.map((value) => newElement('option', { value })));
  }

  private chipOf({ make, model }: DeskSuggestion): HTMLButtonElement {
    const textContent = [make, model].filter(Boolean).join(' ');
    const chip = newElement('button', { type: 'button', className: 'button secondary', textContent });
    chip.addEventListener('click', () => {
      this.fields.set({ make, model });
      elementIn<HTMLButtonElement>(this.fields.form, '.actions button').focus();
    });
    return chip;
  }
}
