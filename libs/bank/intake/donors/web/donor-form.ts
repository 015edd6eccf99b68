import type { Posted } from '#platform/http';
import type { FieldProblem } from '#platform/ui';

/** What is said of a donor, as its page posts it, in the shape of `DonorCardDto`. */
export const readCardForm = ({ donorName, ...card }: Posted): object => ({ ...card, name: donorName ?? '' });

/** Somebody to reach, as a page posts them, in the shape of `ContactDto`. */
export const readContactForm = ({ contactName, ...contact }: Posted): object => ({
  ...contact,
  name: contactName ?? '',
});

/** What is wrong with a name, beside the field that a page asks it in. */
export const problemOfName = (field: 'donorName' | 'contactName', problems: FieldProblem[]): FieldProblem[] =>
  problems.map((p) => (p.field === 'name' ? { ...p, field } : p));
