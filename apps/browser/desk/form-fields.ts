import type { Condition } from '../../../libs/devices/conditions.js';
import { DEVICE_FIELDS, type DeviceField } from '../../server/contract/desk.js';
import type { DeviceValues } from '../kept/item.js';

/** The fields of the logging form, by name. */
export class FormFields {
  constructor(readonly form: HTMLFormElement) {}

  /** Null when the form has none of that name: a person's donation has no inventory numbers. */
  field(name: string): HTMLInputElement | RadioNodeList | null {
    return this.form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
  }

  /** The field itself, or the first of its choices. */
  input(name: string): HTMLInputElement | null {
    const found = this.field(name);
    return (found instanceof RadioNodeList ? found[0] : found) as HTMLInputElement | null;
  }

  value(name: DeviceField): string {
    return this.field(name)?.value.trim() ?? '';
  }

  all(): DeviceValues {
    return valuesOf(DEVICE_FIELDS.filter((name) => this.field(name)).map((name) => [name, this.value(name)]));
  }

  set(values: DeviceValues): void {
    for (const name of DEVICE_FIELDS) {
      const [field, value] = [this.field(name), values[name]];
      if (field && value !== undefined) field.value = value;
    }
  }

  /** As the page was before anything was written: what the server wrote in it is its `reset` too. */
  empty(): void {
    this.form.reset();
    this.set(valuesOf(DEVICE_FIELDS.map((name) => [name, name === 'condition' ? UNTRIED : ''])));
    for (const radio of this.form.querySelectorAll<HTMLInputElement>('input[name=category]')) radio.checked = false;
  }

  checked(name: DeviceField): HTMLInputElement | null {
    return this.form.querySelector(`input[name="${name}"]:checked`);
  }

  /** What is chosen, as the page says it. */
  wordOf(name: DeviceField): string {
    return this.checked(name)?.closest('label')?.textContent?.trim() ?? '';
  }

  /** « Portable HP ProBook 450 » */
  words(): string {
    return [this.wordOf('category'), this.value('make'), this.value('model')].filter(Boolean).join(' ');
  }
}

const UNTRIED: Condition = 'unknown';

const valuesOf = (entries: readonly (readonly [DeviceField, string])[]): DeviceValues => Object.fromEntries(entries);
