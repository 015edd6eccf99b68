import type { FieldProblem } from '../../../libs/platform/contract/problem.js';
import { elementIn } from '../page/element.js';
import { type Area, slot } from './area.js';
import type { FormFields } from './form-fields.js';

/** Shows each problem beside its field, as the server does, in place of those shown before. */
export function showProblems(area: Area, fields: FormFields, problems: readonly FieldProblem[]): void {
  const { form } = fields;
  for (const old of form.querySelectorAll('.error-summary, .field-error')) old.remove();
  for (const old of form.querySelectorAll('.has-error')) old.classList.remove('has-error');
  for (const old of form.querySelectorAll('[aria-invalid]')) old.removeAttribute('aria-invalid');
  for (const problem of problems) {
    const input = fields.input(problem.field);
    const frame = input?.closest('.field');
    if (!input || !frame) continue;
    frame.classList.add('has-error');
    input.setAttribute('aria-invalid', 'true');
    const message = area.copy('field-error');
    message.id = `${input.id}-erreur`;
    slot(message, 'message').textContent = problem.message;
    const hint = document.getElementById(`${input.id}-aide`) ? `${input.id}-aide ` : '';
    input.setAttribute('aria-describedby', `${hint}${message.id}`);
    if (frame.matches('fieldset')) elementIn(frame, '.choice-list').before(message);
    else frame.append(message);
  }
}
