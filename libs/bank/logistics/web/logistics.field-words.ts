import type { FieldWords } from '#platform/http';

/** What the forms of a lot and of a crate ask. */
export const logisticsFieldWords: Readonly<Record<string, FieldWords>> = {
  name: { label: 'Nom' },
  code: { label: 'Code' },
  codes: { label: 'Codes' },
  seal: { label: 'Scellé' },
};
