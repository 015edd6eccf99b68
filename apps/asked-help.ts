/** Says what a program does, when that is what was asked rather than doing it. @returns whether it was. */
export function askedHelp(does: string): boolean {
  const asked = process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h');
  if (asked) console.log(does);
  return asked;
}
