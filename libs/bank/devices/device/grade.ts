import type { EntityManager } from 'typeorm';
import { Device } from './device.entity.js';

/** Copies the newest standing grading of a device that the caller has locked; null when none stands. */
export async function copyGrade(tx: EntityManager, deviceId: string, grade: Device['grade']): Promise<void> {
  await tx.update(Device, deviceId, { grade });
}
