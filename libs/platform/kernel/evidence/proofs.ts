/** Kinds of proof, the strongest first. */
export const SHOWN_EVIDENCE = ['log', 'destroyed', 'declared', 'no_medium'] as const;
export type ShownEvidence = (typeof SHOWN_EVIDENCE)[number];

type Signers = 'nobody' | 'one' | 'one_and_a_witness';

/**
 * What may be known of a storage medium, by the codes of Postgres (`refurbishment.proof_of`) and of certificates. Each counts as exactly one kind, or
 * as not proven (`told: null`). A log proves where it names the medium by itself; where a person said which medium it was, or that an earlier tool's
 * log is of the right time, that person declares it (docs/adr/0070).
 */
export const PROOFS = {
  passed: { kind: 'log', signers: 'nobody', label: 'Effacé, prouvé par un journal' },
  decided: { kind: 'declared', signers: 'one', label: 'Effacé, journal rattaché par une personne' },
  vouched: { kind: 'declared', signers: 'one', label: 'Effacé, journal ancien déclaré par une personne' },
  judged: { kind: 'declared', signers: 'one_and_a_witness', label: 'Effacé avec un autre outil, déclaré' },
  stated: { kind: 'declared', signers: 'one', label: 'Effacé, déclaré sans journal' },
  reset: { kind: 'declared', signers: 'one', label: 'Réinitialisé, déclaré sans journal' },
  new: { kind: 'declared', signers: 'one_and_a_witness', label: 'Neuf, posé par l’atelier' },
  destroyed: { kind: 'destroyed', signers: 'one_and_a_witness', label: 'Détruit' },
  absent: { kind: 'no_medium', signers: 'one', label: 'Aucun support' },
  // It left its device with its data, and nothing says yet what became of them.
  removed: { kind: null, signers: 'one_and_a_witness', label: 'Retiré, ni effacé ni détruit' },
  nothing: { kind: null, signers: 'nobody', label: 'Rien n’est encore prouvé' },
} as const satisfies Readonly<
  Record<string, { readonly kind: ShownEvidence | null; readonly signers: Signers; readonly label: string }>
>;
export type Proof = keyof typeof PROOFS;

/** A device's kind is that of its weakest medium; `waits` while one has none, `no_need` where it holds no data by nature. */
export type DeviceEvidence = ShownEvidence | 'waits' | 'no_need';

/** @param proofs one for each of its media; none: its kind holds no data */
export function deviceEvidence(proofs: readonly Proof[]): DeviceEvidence {
  if (!proofs.length) return 'no_need';
  const told = proofs.map((proof) => PROOFS[proof].kind);
  if (told.includes(null)) return 'waits';
  // A new disk never held anybody's data: the others count.
  const others = proofs.filter((proof) => proof !== 'new' && proof !== 'absent');
  const weighed = others.length ? others.map((proof) => PROOFS[proof].kind) : told;
  return (['declared', 'destroyed', 'log', 'no_medium'] as const).find((kind) => weighed.includes(kind)) ?? 'waits';
}

export type EvidenceCounts = Readonly<Record<DeviceEvidence, number>>;

/** @param groups devices with the same proofs, as Postgres counts them */
export function countEvidence(
  groups: readonly { readonly proofs: readonly Proof[]; readonly devices: number }[],
): EvidenceCounts {
  const counts = { log: 0, destroyed: 0, declared: 0, no_medium: 0, waits: 0, no_need: 0 };
  for (const { proofs, devices } of groups) counts[deviceEvidence(proofs)] += devices;
  return counts;
}
