/** The environment is wrong; the message is a French sentence that says what to change. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
