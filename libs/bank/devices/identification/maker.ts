/** Names under which one maker signs its machines; compared after `plain()` below. */
// biome-ignore format: a list to scan
const SAME: Readonly<Record<string, string>> = {
  hewlettpackard: 'hp', hpdevelopment: 'hp', hpinc: 'hp', hpe: 'hp', compaq: 'hp', hewlettpackardenterprise: 'hp',
  dellemc: 'dell', asustek: 'asus', asustekcomputer: 'asus', microstar: 'msi', microstarinternational: 'msi',
  gigabytetechnology: 'gigabyte', samsungelectronics: 'samsung', fujitsusiemens: 'fujitsu', fujitsutechnologysolutions: 'fujitsu',
  fujitsuclientcomputing: 'fujitsu', internationalbusinessmachines: 'ibm', dynabook: 'toshiba', toshibaclientsolutions: 'toshiba',
  applecomputer: 'apple', acerincorporated: 'acer', huaweitechnologies: 'huawei', sonyinteractive: 'sony', packardbellbv: 'packardbell',
  microsoftcorporation: 'microsoft', medionag: 'medion', elitegroup: 'ecs', elitegroupcomputersystems: 'ecs',
};

/** What companies add to their names in law or habit. */
const SUFFIX =
  /(?:incorporated|inc|corporation|corp|company|co|limited|ltd|gmbh|ag|sas|sarl|sa|bv|llc|plc|kg|intl|computers?|electronics|technology|technologies)$/;

/** "Hewlett-Packard", "HP Inc." and "hp" are one. Never fails; '' for no maker. */
export function makerKey(make: string | null | undefined): string {
  let key = (make ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  for (;;) {
    const known = SAME[key];
    if (known) return known;
    const shorter = key.replace(SUFFIX, '');
    if (shorter === key || shorter.length < 2) return key;
    key = shorter;
  }
}

export function mayBeOneMaker(one: string, other: string): boolean {
  const [a, b] = [makerKey(one), makerKey(other)];
  return a === '' || b === '' || a === b;
}
