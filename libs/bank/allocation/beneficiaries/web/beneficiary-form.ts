import type { Posted } from '#platform/http';
import type { FieldProblem } from '#platform/ui';

/** What a new person is written for. */
export type WrittenFor = Readonly<Partial<Record<'demande' | 'appareil' | 'sim' | 'remise' | 'carte', string>>>;

/** The same in a query or a form, without the rest. */
export const writtenFor = ({ demande, appareil, sim, remise, carte }: WrittenFor): WrittenFor => ({
  ...(demande && appareil ? { demande, appareil } : {}),
  ...(sim ? { sim } : {}),
  ...(remise ? { remise } : {}),
  ...(carte ? { carte } : {}),
});

/** The page that waits for the new person, which takes them as `personne`; null where none does. */
export function waitingPage({ demande, appareil, sim, remise, carte }: WrittenFor): string | null {
  if (demande && appareil) return `/demandes/${demande}/appareils/${appareil}`;
  if (sim) return `/sim/${sim}/remise`;
  if (remise) return `/remises/${remise}/reference`;
  return carte ? `/sim/${carte}/reference` : null;
}

/** The person of a posted form as the API takes them: what figures need, and an identity when something of it was written. */
export function readPerson(posted: Posted) {
  // Only a form's own fields are cleared of empty ones when it is checked, not those of what it holds.
  const filled: Posted = Object.fromEntries(Object.entries(posted).filter(([, value]) => value !== ''));
  const { ageBand, situation, commune, name, contact } = filled;
  return {
    ageBand,
    situation,
    commune,
    identity: name || contact ? { name: name ?? '', contact } : undefined,
  };
}

/** What is wrong with a person, beside the field it was typed in. */
export const problemOfPerson = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map((p) => ({ ...p, field: p.field.replace(/^(newBeneficiary\.)?(identity\.)?/, '') }));
