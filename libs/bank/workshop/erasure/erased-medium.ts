import { type EventOrigin, MEDIUM_KINDS, type MediumKind } from '#bank/devices';
import type { ErasedMedium } from '#bank/documents';
import { PROOFS } from '#platform/kernel';
import { ERASE_METHODS, type EraseMethod, type EvidenceKind, type MethodClass } from '../codes.js';
import { showMediumCode } from '../media/removed-medium.lifecycle.js';

const VERIFIED: Record<string, string> = {
  none: 'Aucune',
  last: 'Relecture de la dernière passe',
  all: 'Relecture de toutes les passes',
};
/** By which a medium is proven: an evidence of its device, or the end of a medium that was taken out. */
type ProvenBy = EvidenceKind | 'medium_erased' | 'medium_destroyed';

const STATED: Record<Exclude<ProvenBy, 'log'>, Pick<ErasedMedium, 'methodClass' | 'method' | 'result'>> = {
  destroyed: { methodClass: 'destroy', method: 'Destruction physique, déclarée et signée', result: 'destroyed' },
  removed: {
    // What becomes of it is another proof's business: this one says that it is not in the device.
    methodClass: null,
    method: 'Support retiré de l’appareil avec ses données, déclaré et signé',
    result: 'removed',
  },
  medium_erased: { methodClass: null, method: 'Effacement déclaré et signé, sans journal', result: 'stated' },
  medium_destroyed: { methodClass: 'destroy', method: 'Destruction déclarée et signée', result: 'destroyed' },
  factory_reset: {
    methodClass: 'clear',
    method: 'Réglages d’usine, verrou d’activation levé, déclaré et signé',
    // No log and no reading again: nobody verified it.
    result: 'reset',
  },
  // By which technique is the proof's own.
  other_tool: { methodClass: null, method: 'Autre outil, déclaré et signé', result: 'judged' },
  // Nothing was erased: nobody's data was on it, as two people signed.
  new: { methodClass: null, method: 'Support neuf, déclaré et signé', result: 'new' },
};

export interface Vouched {
  /** Of an erasure, the receipt of its log; of a statement, its signature. */
  ended_at: Date;
  signed_at: Date;
  operator_number: number;
  organisation_id: string;
  organisation: string;
  siren: string | null;
}

export interface Proof extends Vouched {
  kind: MediumKind;
  model: string;
  serial: string | null;
  size: number | null;
  proof: ProvenBy;
  method: string | null;
  rounds: number | null;
  /** Of another tool: the technique. */
  erase_method?: EraseMethod | null;
  /** By its method and the kind of medium (`refurbishment.evidence_class`). */
  proven_class: MethodClass | null;
  verification: string | null;
  tool: string | null;
  version: string | null;
  sha256: string | null;
  origin: EventOrigin | null;
  decided?: boolean;
  /** The clock of the machine that erased, as its log writes it: shown as the tool's, and dates nothing. */
  ended_at_log: string | null;
  followed: string | null;
  /** The operator who witnessed that it was removed, destroyed or put in new. */
  witness: number | null;
  invoice?: string | null;
  /** Of a medium destroyed after it was removed: the number of whoever destroyed it, when it is known. */
  slip?: string | null;
  slip_file?: boolean;
}

/** The newest of what was proven here, by the receipt of its log: who gave it signs. */
export const lastOf = <V extends Vouched>(proofs: readonly V[]): V | undefined =>
  proofs.reduce<V | undefined>((last, p) => (last && last.ended_at >= p.ended_at ? last : p), undefined);

export const absent = (stated: Vouched): ErasedMedium => ({
  kind: 'Aucun support',
  serial: null,
  methodClass: null,
  method: 'Aucun support de stockage, déclaré et signé par une personne',
  result: 'absent',
  endedAt: stated.ended_at.toISOString(),
  operator: stated.operator_number,
  logSha256: null,
});

const slipWords = ({ slip, slip_file }: Proof): string =>
  slip
    ? `bordereau n° ${slip}${slip_file ? ', conservé' : ''}`
    : slip_file
      ? 'bordereau conservé'
      : 'bordereau attendu';

/** A new medium's proof names both who signed. */
const newWords = (p: Proof): string =>
  `Support neuf, facture n° ${p.invoice}, déclaré par l’opérateur n° ${p.operator_number}, contresigné par l’opérateur n° ${p.witness}`;

export function erased(p: Proof): ErasedMedium {
  const about = {
    kind: MEDIUM_KINDS[p.kind],
    model: p.model,
    serial: p.serial,
    sizeBytes: p.size,
    endedAt: p.ended_at.toISOString(),
    operator: p.operator_number,
  };
  const stated = p.proof === 'log' ? null : STATED[p.proof];
  const followedAs = p.followed && showMediumCode(p.followed);
  if (stated) {
    const slip = p.proof === 'medium_destroyed' ? `, ${slipWords(p)}` : '';
    const witness = PROOFS[stated.result].signers === 'one_and_a_witness' ? { witness: p.witness } : {};
    const method =
      p.proof === 'new'
        ? newWords(p)
        : p.erase_method
          ? `${ERASE_METHODS[p.erase_method]}, avec un autre outil, déclaré et signé`
          : stated.method + slip;
    const methodClass = p.proven_class ?? stated.methodClass;
    return { ...about, ...stated, methodClass, method, followedAs, ...witness, logSha256: p.sha256 };
  }
  const passes = p.rounds ? `, ${p.rounds} ${p.rounds > 1 ? 'passages' : 'passage'}` : '';
  return {
    ...about,
    methodClass: p.proven_class,
    method: `${p.method ?? 'Écriture complète'}${passes}${p.origin === 'declared' ? `, journal d’un ancien outil, déclaré et signé` : ''}`,
    endedAtLog: p.ended_at_log,
    tool: p.tool,
    toolVersion: p.version,
    verification: VERIFIED[p.verification ?? 'none'] ?? null,
    // A person said that an old log still holds, or which medium a log speaks of: then that is what proves it.
    result: p.origin === 'declared' ? 'vouched' : p.decided ? 'decided' : 'passed',
    followedAs,
    logSha256: p.sha256,
  };
}
