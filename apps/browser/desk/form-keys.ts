import type { DeskField } from '../../../libs/bank/devices/device/device-fields.js';
import { elementIn } from '../page/element.js';
import type { FormFields } from './form-fields.js';

const LABEL = /^(?:https?:\/\/\S+\/E\/|BN[\s-])/i;
const ORDER: readonly DeskField[] = ['code', 'category', 'condition', 'serial', 'make'];

/** Enter leads to the next field: a scanner types it, and half a form is not to be sent. */
export function stepByEnter(fields: FormFields): void {
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
