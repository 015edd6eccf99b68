import type { KeptProblem } from '../kept/item.js';
import type { Link } from './area.js';

/** A link to the device that a refusal is about, where the reader may see it: the server then gives its code. */
export function linkToSeen(problem: KeptProblem | null): Link | null {
  if (!problem || !(problem.code.endsWith('_known') || problem.facts['visible'])) return null;
  const { code: said } = problem.facts;
  const code = typeof said === 'string' ? said.replace(/^BN-|-/g, '') : '';
  return code ? { href: `/appareils/${code}`, text: `Voir l’appareil BN-${code.slice(0, 4)}-${code.slice(4)}` } : null;
}

export const sentenceOf = (problem: KeptProblem | null): string =>
  problem?.problems.map(({ message }) => message).join(' ') ?? '';
