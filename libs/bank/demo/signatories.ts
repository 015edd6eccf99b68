import type { EntityManager } from 'typeorm';
import { BlobStore, signaturePicture } from '#bank/documents';
import { SIGNATORY_ACTS, type SignatoriesService, type SignatoryAct } from '#bank/people';
import type { Member } from '#platform/kernel';
import { demoFile } from './demo-file.js';

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
  const blobs = new BlobStore(tx.connection);
  const picture = await signaturePicture(demoFile('signature.png'), 'image');
  for (const [who, name, quality, acts] of SIGNS) {
    const { organisationId, membershipId } = people[who];
    // Receipts, which only the director signs, are refused without the picture of a signature.
    const imageBlob = acts.includes('receipt') ? (await blobs.put(tx, picture, 'image/png')).id : null;
    const form = { name, quality, acts, from: '2024-01-01', membershipId, imageBlob };
    await service.add(tx, people[who], organisationId, form);
  }
}
