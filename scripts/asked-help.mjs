/** Whether somebody asks what a command does rather than doing it. */
const asksHelp = (args = process.argv.slice(2)) => args.some((arg) => arg === '--help' || arg === '-h');

/**
 * Says what a command does, when that is what was asked, and ends. To be called before anything else is done.
 * @param {string} does in a line or two
 * @param {readonly (readonly [string, string])[]} options what may be given after `--`, each with what it does
 */
export function help(does, options = []) {
  if (!asksHelp()) return;
  console.log([does, ...options.map(([option, what]) => `\n  ${option}\n      ${what}`)].join('\n'));
  process.exit(0);
}
