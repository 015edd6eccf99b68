/** Prints what a program does where `--help` or `-h` was given. @returns whether it was */
export function printsHelp(does: string): boolean {
  const asked = process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h');
  if (asked) console.log(does);
  return asked;
}
