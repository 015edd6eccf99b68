import { workAsOwnerOf } from '#platform/backup';
import type { Settings } from '#platform/kernel';

/**
 * Makes a command typed by root continue as the user of the service: the owner of the embedded bank's data, or, where the database is elsewhere, of
 * the folder that it writes to. To be called once the secrets are read, which only root may read.
 */
export function workAsService(settings: Settings, folder: string | null = null): void {
  const whose = settings.database ? folder : settings.dataFolder;
  if (whose && workAsOwnerOf(whose)) console.error(`(avec le compte à qui appartient ${whose})`);
}
