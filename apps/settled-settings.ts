import { join } from 'node:path';
import { storedSecret } from '#platform/database';
import { readSettings, type Settings, settle } from '#platform/kernel';

/** The settings of a process that serves, with the defaults that the rest reads settled; a trial's secret is drawn once. @throws SettingsError */
export function settledSettings(): Settings {
  const settings = readSettings();
  settle(settings, () => storedSecret(join(settings.dataFolder, 'secret')));
  return settings;
}
