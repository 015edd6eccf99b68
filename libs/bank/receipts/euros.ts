import { RuleBroken } from '#platform/kernel';

/** Ten million euros: above it, somebody typed cents, or a telephone number. */
const MOST = 1_000_000_000;

/** Integer cents from an amount as people type it: « 1 271,80 », « 1271.8 € ». @throws RuleBroken `receipts.value_wrong` beside the field `value` */
export function readEuros(text: string): number {
  const read = /^(\d{1,3}(?: \d{3})+|\d{1,8})(?:[,.](\d{1,2}))?$/.exec(
    text
      .replace(/\s/g, ' ')
      .trim()
      .replace(/ ?(€|euros?)$/i, ''),
  );
  const cents = read ? Number(read[1]!.replace(/ /g, '')) * 100 + Number((read[2] ?? '').padEnd(2, '0')) : 0;
  if (cents < 1 || cents > MOST) throw new RuleBroken('receipts.value_wrong', { typed: text.slice(0, 40) }, 'value');
  return cents;
}
