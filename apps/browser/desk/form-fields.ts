import { DESK_FIELDS, type DeskField, NOT_FILLED } from '../../../libs/bank/devices/device/device-fields.js';
import type { DeviceValues } from '../offline/outbox.js';

export class FormFields {
  constructor(readonly form: HTMLFormElement) {}

  /** Null when the form has none of that name: a person's donation has no inventory numbers. */
  field(name: string): HTMLInputElement | RadioNodeList | null {
    return this.form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
  }

  input(name: string): HTMLInputElement | null {
    const found = this.field(name);
    return (found instanceof RadioNodeList ? found[0] : found) as HTMLInputElement | null;
  }

  value(name: DeskField): string {
    return this.field(name)?.value.trim() ?? '';
  }

  all(): DeviceValues {
    return valuesOf(DESK_FIELDS.filter((name) => this.field(name)).map((name) => [name, this.value(name)]));
  }

  set(values: DeviceValues): void {
    for (const name of DESK_FIELDS) {
      const [field, value] = [this.field(name), values[name]];
      if (field && value !== undefined) field.value = value;
    }
  }

  /** Empties it: `reset` would bring back what the server filled in. */
  empty(): void {
    this.form.reset();
    for (const radio of this.form.querySelectorAll<HTMLInputElement>('input[type=radio]')) radio.checked = false;
    this.set({ code: '', assetNumber: '', ...NOT_FILLED });
  }

  checked(name: DeskField): HTMLInputElement | null {
    return this.form.querySelector(`input[name="${name}"]:checked`);
  }

  wordOf(name: DeskField): string {
    return this.checked(name)?.closest('label')?.textContent?.trim() ?? '';
  }

  /** « Portable HP ProBook 450 » */
  words(): string {
    return [this.wordOf('category'), this.value('make'), this.value('model')].filter(Boolean).join(' ');
  }
}

const valuesOf = (entries: readonly (readonly [DeskField, string])[]): DeviceValues => Object.fromEntries(entries);
