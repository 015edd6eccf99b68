import type { Category } from '../../device/categories.js';

/**
 * Chassis in words: SMBIOS (DSP0134 7.4.1) as dmidecode, lshw, agents and Windows print them, and systemd's names
 * (machine-info: CHASSIS), which inxi and some agents use.
 */
const WORDS: readonly (readonly [RegExp, Category])[] = [
  [
    /^(?:laptops?|(?:sub.?)?note.?books?|portables?|convertibles?|detachables?|docking.?station|netbooks?|ultrabooks?|luggable|macbook.*)$/i,
    'laptop',
  ],
  [/^(?:tablets?|slate)$/i, 'tablet'],
  [/^(?:handset|smart.?phone|phone)$/i, 'smartphone'],
  [/^(?:all.?in.?one|imac.*)$/i, 'all_in_one'],
  [
    /^(?:.*desktop|.*tower|(?:space|low).?(?:saving|profile).*|space.?saving|lunch.?box|pizza.?box|mini.?pc|stick.?pc|sub.?chassis|expansion.?chassis|mini|mac ?mini|mac ?pro|nettop)$/i,
    'desktop',
  ],
  [
    /^(?:.*server.*|rack.?mount.*|blade.*|iot.?gateway|embedded.*|sealed.?case.*|multi.?system.*|peripheral.*|raid.?chassis|bus.?expansion.*|compact ?pci|advanced ?tca|sbc)$/i,
    'other',
  ],
];

/** The numbers of DSP0134, table 17, for tools that print them bare. */
// biome-ignore format: a table to read beside the standard's
const NUMBERS: Readonly<Record<number, Category>> = {
  3: 'desktop', 4: 'desktop', 5: 'desktop', 6: 'desktop', 7: 'desktop', 8: 'laptop', 9: 'laptop', 10: 'laptop', 11: 'tablet', 12: 'laptop',
  13: 'all_in_one', 14: 'laptop', 15: 'desktop', 16: 'desktop', 17: 'other', 23: 'other', 24: 'desktop', 28: 'other', 29: 'other', 30: 'tablet',
  31: 'laptop', 32: 'laptop', 33: 'other', 34: 'other', 35: 'desktop', 36: 'desktop',
};

/** Models that name their own kind better than their chassis does: Apple's identifiers, phones' and boards' families. */
const MODELS: readonly (readonly [RegExp, Category])[] = [
  // From Mac13 on the name says no kind.
  [/^macbook|^powerbook|^ibook|^mac(?:14,(?:[25679]|10|15)|15,(?:3|[6-9]|1[0-3])|16,(?:1|[5-8]|12|13))$/i, 'laptop'],
  [/^imac(?!.*pro 0)|^imacpro|^mac(?:15,[45]|16,[23])$|^surface studio/i, 'all_in_one'],
  [/^mac ?mini|^mac ?pro|^mac ?studio|^mac(?:13,[12]|14,(?:[38]|1[234])|15,14|16,(?:9|1[01]))$/i, 'desktop'],
  [/^(?:microsoft )?surface(?: (?:pro|go|3|2|rt)\b|$)/i, 'tablet'],
  [/^ipad|galaxy tab|^sm-[tpx]\d{3}|mediapad|^lenovo tab|^tab ?m\d|nexus (?:7|9|10)\b/i, 'tablet'],
  [/^iphone|^sm-[agjnfms]\d{3}|^pixel \d|redmi|^fp\d$/i, 'smartphone'],
  [
    /all.?in.?one|\baio\b|eliteone|proone|inspiron one|thinkcentre (?:m\d+[az]|edge \d+z|.*\baio)|veriton z\d|aspire z\d|touchsmart (?:[3-9]\d\d|iq|elite)|^hp (?:pavilion )?2\d-[a-z]|^et2\d|^vpc[jl]\d|esprimo x\d|optiplex .*aio|ideacentre (?:aio|[abc]\d)/i,
    'all_in_one',
  ],
  [
    /thinkpad|latitude|elitebook|probook|zbook|travelmate|lifebook|vaio|chromebook|\bnotebook\b|\blaptop\b|portege|tecra|satellite|vivobook|zenbook|ideapad/i,
    'laptop',
  ],
  [/optiplex|thinkcentre|elitedesk|prodesk|veriton|esprimo|\bnuc\d|mini ?pc|chromebox/i, 'desktop'],
  [/raspberry pi|poweredge|proliant|\bprimergy|\bthinkserver|\bodroid|\bpine64/i, 'other'],
];

const SERVERS = /\b(?:poweredge|proliant|primergy|thinkserver)\b/i;

/**
 * The kind of device from the chassis, in words or as SMBIOS' number, else from the model's name; null when neither says.
 * Pass the texts of the document as they are, also "Notebook (0xA)" or "9".
 */
export function categoryFrom(chassis: string | null, ...models: readonly (string | null)[]): Category | null {
  const words = (chassis ?? '').replace(/\s*\(0x[0-9a-f]+\)\s*$/i, '').trim();
  const byModel = MODELS.find(([name]) => models.some((m) => m !== null && name.test(m)))?.[1] ?? null;
  // Firmware of all-in-ones, and Apple's, often says "Desktop", "Other" or a number of its own.
  // A server in a tower says "Tower".
  if (byModel === 'all_in_one' || models.some((m) => m !== null && SERVERS.test(m))) return byModel;
  // A tablet of Microsoft's calls itself a laptop.
  if (
    models.some(
      (m) => m !== null && /^(?:macbook|imac|mac ?mini|ipad|iphone|(?:microsoft )?surface (?:pro|go|3|2)\b)/i.test(m),
    )
  )
    return byModel;
  const number = /^(?:0x[0-9a-f]{1,2}|\d{1,3})$/i.test(words) ? Number(words) & 0x7f : null;
  const byChassis = number === null ? WORDS.find(([w]) => w.test(words))?.[1] : NUMBERS[number];
  return byChassis ?? byModel;
}

/** True for what hypervisors write in maker, model or board: the inventory is then of no machine one can carry. */
export const isVirtual = (...texts: readonly (string | null)[]): boolean =>
  texts.some(
    (t) =>
      t !== null &&
      /\bqemu\b|virtualbox|innotek|vmware|\bkvm\b|\bbochs\b|\bxen\b|hvm domu|parallels (?:virtual|arm)|virtual (?:machine|platform)|bhyve|openstack|google compute|amazon ec2|\bproxmox\b|standard pc \((?:i440fx|q35)/i.test(
        t,
      ),
  );
