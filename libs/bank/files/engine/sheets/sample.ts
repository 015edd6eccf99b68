import { keyring, type Sealed, seal, unseal } from '#platform/kernel';
import { SEALED_SAMPLE } from '../sealed.js';

/** Titles and first cells of every column: what a person looks at to say what the columns are. */
export interface Sample {
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
}

/** Sealed, since a column that nobody reads may name people, and so may a row that was taken for titles. */
export const sealSample = (fileId: string, sample: Sample): Sealed =>
  seal(keyring(), Buffer.from(JSON.stringify(sample)), SEALED_SAMPLE.context(fileId));

/** What a file's view shows of its columns: all of them while it is open, then the titles of those that were read. */
export function withSample<V extends { id: string; header: readonly string[] }>({
  sample,
  sampleKey,
  ...view
}: V & { sample: Buffer | null; sampleKey: string | null }): Omit<V, 'sample' | 'sampleKey'> & Sample {
  const shown: Sample =
    sample && sampleKey
      ? JSON.parse(unseal(keyring(), { keyId: sampleKey, bytes: sample }, SEALED_SAMPLE.context(view.id)).toString())
      : { header: view.header, examples: [] };
  return { ...(view as unknown as Omit<V, 'sample' | 'sampleKey'>), ...shown };
}
