import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '#platform/database';

/** A head of the chain that was verified, and whose proof only the secret can make. */
export interface StoredCheckpoint {
  readonly seal: string;
  readonly mac: string;
  readonly at: Date;
  readonly proof: string;
}

/** What a checkpoint's secret signs: with its moment, so that nobody makes it look older. */
export const checkpointWord = ({ seal, mac, at }: Omit<StoredCheckpoint, 'proof'>): string =>
  `audit checkpoint ${seal} ${mac} ${at.toISOString()}`;

/** All of them, the oldest first: one a month. */
export const storedCheckpoints = (on: DataSource | EntityManager): Promise<StoredCheckpoint[]> =>
  rows<StoredCheckpoint>(
    on,
    'SELECT c.seal::text AS seal, c.mac, c.at, c.proof FROM people.audit_checkpoint c ORDER BY c.seal',
  );
