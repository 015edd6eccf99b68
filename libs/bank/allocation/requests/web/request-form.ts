import { MOST_LINES, type RequestInput, type RequestView } from '#bank/allocation';
import type { FieldProblem } from '#platform/ui';

type Body = Readonly<Record<string, unknown>>;

const text = (body: Body, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? value.trim() : '';
};

const filledLines = (form: Body): number[] =>
  Array.from({ length: MOST_LINES }, (_, i) => i).filter(
    (i) => text(form, `lines.${i}.category`) || text(form, `lines.${i}.quantity`),
  );

/** The lines of a posted form: `lines.0.category`, `lines.0.quantity`, `lines.0.needs`. One without type and number is left out. */
export function readRequestForm(body: unknown): RequestInput {
  const form = (body ?? {}) as Body;
  return {
    placeId: text(form, 'placeId'),
    urgency: text(form, 'urgency'),
    lines: filledLines(form).map((i) => ({
      category: text(form, `lines.${i}.category`),
      quantity: /^\d{1,4}$/.test(text(form, `lines.${i}.quantity`)) ? Number(text(form, `lines.${i}.quantity`)) : 0,
      needs: [form[`lines.${i}.needs`]].flat().filter((n): n is string => typeof n === 'string' && n !== ''),
    })),
  };
}

/** A draft as the values of its form. */
export function requestFormValues(request: RequestView): Record<string, string> {
  const lines = request.lines.flatMap((line, i) => [
    [`lines.${i}.category`, line.category],
    [`lines.${i}.quantity`, String(line.quantity)],
    [`lines.${i}.needs`, line.needs.join(',')],
  ]);
  return Object.fromEntries([...lines, ['urgency', request.urgency], ['placeId', request.placeId]]);
}

/** What is wrong with the nth line that was read, beside the fields it was typed in. */
export function problemOfLine(problems: FieldProblem[], body: unknown): FieldProblem[] {
  const filled = filledLines((body ?? {}) as Body);
  return problems.map((p) => ({
    ...p,
    field:
      p.field === 'lines'
        ? 'lines.0.quantity'
        : p.field.replace(/^lines\.(\d+)\./, (_, n: string) => `lines.${filled[Number(n)] ?? n}.`),
  }));
}
