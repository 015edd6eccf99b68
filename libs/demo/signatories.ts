import type { EntityManager } from 'typeorm';
import type { Member } from '#kernel';
import { SIGNATORY_ACTS, type SignatoriesService, type SignatoryAct } from '#people';

const SIGNS: readonly [
  who: 'leila' | 'ines' | 'moussa',
  name: string,
  quality: string,
  acts: readonly SignatoryAct[],
][] = [
  ['leila', 'Leïla Inventée', 'directrice', SIGNATORY_ACTS],
  ['ines', 'Inès Inventée', 'responsable du CCAS', ['attestation', 'reception']],
  ['moussa', 'Moussa Inventé', 'responsable d’atelier', ['reception']],
];

/** Who signs by name in the demo; its technicians and agents stay numbers. */
export async function signatories(
  tx: EntityManager,
  service: SignatoriesService,
  people: Readonly<Record<'leila' | 'ines' | 'moussa', Member>>,
): Promise<void> {
  for (const [who, name, quality, acts] of SIGNS) {
    const { organisationId, membershipId } = people[who];
    await service.add(tx, people[who], organisationId, { name, quality, acts, from: '2024-01-01', membershipId });
  }
}
