import { CATEGORY_IDS } from '#bank/devices';
import type { Posted } from '#platform/http';
import type { FieldProblem } from '#platform/ui';
import { readCardForm, readContactForm } from '../../donors/web/donor-form.page.js';

const CONTACT = ['contactName', 'job', 'phone', 'email'];
const CARD = ['donorName', 'legalForm', 'address', 'postalCode', 'communeCode', 'commune'];

/** A new donation, as its page posts it, in the shape of `NewDonationDto`. */
export function readDonationForm(posted: Posted): object {
  const { placeId, arrival, expectedOn } = posted;
  return {
    ...readWhoGives(posted),
    placeId,
    arrival,
    ...(arrival === 'promised' && expectedOn ? { expectedOn } : {}),
    expected: announced(posted),
  };
}

export function readWhoGives(posted: Posted): object {
  const { donorId, kind, identifier } = posted;
  if (donorId) return { donorId };
  if (!kind) return {};
  return {
    donor: {
      kind,
      ...readCardForm(filled(posted, CARD)),
      identifier: identifier ?? '',
      contact: readContactForm(filled(posted, CONTACT)),
    },
  };
}

/** What is wrong with a new donation, beside the fields of its page, where a donor's and its contact's are flat. */
export function problemOfDonation(problems: FieldProblem[], posted: Posted): FieldProblem[] {
  const lines = announced(posted);
  return problems.map((p) => ({
    ...p,
    field: p.field
      .replace(/^expected\.(\d+)\..*/, (_, n: string) => `expected.${lines[Number(n)]?.category}`)
      .replace('donor.contact.name', 'contactName')
      .replace('donor.name', 'donorName')
      .replace(/^donor\.(contact\.)?/, ''),
  }));
}

/** Quantities come as `expected.laptop` and the like; none, or 0, is nothing announced. */
const announced = (posted: Posted) =>
  CATEGORY_IDS.flatMap((category) => {
    const typed = String(posted[`expected.${category}`] ?? '').replace(/\s/g, '');
    const quantity = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
    return typed && quantity !== 0 ? [{ category, quantity }] : [];
  });

/** The fields of a form that somebody filled in. */
const filled = (posted: Posted, names: readonly string[]): Posted =>
  Object.fromEntries(names.flatMap((name) => (String(posted[name] ?? '').trim() ? [[name, posted[name]]] : [])));
