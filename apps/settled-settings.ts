import { join } from 'node:path';
import { storedSecret } from '#platform/database';
import { readSettings, type Settings, settle } from '#platform/kernel';

/** The settings of a process that serves, with defaults and secret put into the environment; a trial's secret is made once. @throws SettingsError */
export function settledSettings(): Settings {
  const settings = readSettings();
  settle(settings, () => storedSecret(join(settings.dataFolder, 'secret')));
  return settings;
}
