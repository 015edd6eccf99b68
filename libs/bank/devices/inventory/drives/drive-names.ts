/** Volumes that a controller, a pool or a cache shows in place of the drives behind it; a drive in pass-through is none. */
export const RAID_VOLUME =
  /raid|\bperc\b|\bboss\b|dellboss|\bmr\d{3,4}|megasr|\bsmc[23]\d{3}\b|\bns\d{3}i\b|\b1030 im\b|\b9[56]\d0se|smart ?array|\blogical|virtual drive|(?<!vmware )virtual[ -]disk|\bvd\b|\bvolume|\bvol ?\d*\b|\bspan\b|\bfastt\b|\bvtrak|multi-flex|powervault|\bmd3\d00|\barray\b|\bmirror\b|\bstripe\b|\bjbod\b|\b(?:hdd|ssd|optane) ?\+|\+ ?\d+ ?[gt]bs?(?:hdd|ssd)|\boptane\b(?!.*(?:ssdpe|mempe))|rapid storage|smart response|storage spaces?\b|core ?storage|fusion ?(?:drive|disk)|^amd \d[+x]\d|\bhpt disk|steelvine|\barc-1\d{3}/i;
/** Volumes of RAID by the names that Linux' oldest drivers give their blocks. */
export const RAID_NAME = /^(?:cciss|ida|rd|ataraid|i2o)[/!]/i;
/** Drives that are sold in a case of their own: somebody's, whatever bus a tool saw them on. */
export const EXTERNAL =
  /\bportable\b|\bextern(?:al|e)?\b|\bext(?:reme)? (?:hdd|ssd)\b|my ?(?:passport|book)|^(?:wd )?elements\b|^expansion\b|backup ?(?:plus|\+)|easystore|canvio|one touch|goflex|freeagent|storejet|\brugged\b|g-?drive/i;
/** Part of an eMMC that the same list shows as a whole. */
export const PART_OF_EMMC = /^mmcblk\d+(?:boot\d|rpmb|gp\d)/i;
/** Names that makers write into soldered chips; cards have others. */
export const EMMC =
  /^(?:d[afgv]4\d{3}|h[a-d]g\d?[a-z]?\d|h[a-d]?8g\d|h[bcd][0-9]ap|mmc\d|sem\d|[abcd]j(?:nb|[nt]d)4r|agnd3r|0(?:16|32|64)g\d|s0j\d|ncard)/i;
/** The eMMC of a list by the names of its blocks: a card has no boot partitions. */
export const solderedIn = (names: readonly (string | null)[]): ((name: string | null) => boolean) => {
  const whole = new Set(
    names.flatMap((name) => (PART_OF_EMMC.test(name ?? '') ? (/^mmcblk\d+/i.exec(name!)?.[0] ?? []) : [])),
  );
  return (name) => whole.has(/^mmcblk\d+/i.exec(name ?? '')?.[0] ?? '');
};
/** NVMe drives by their names, for tools that only know a RAID-mode controller or "SCSI" in front of them. */
export const NVME =
  /\bmz-?(?:v[a-z0-9]|al|9l|1l|ql)\w{3}|\bpm9[58]\d|\bk[xb]g\d|\bhfm\d{3}|\bssdpe[kd]|\bsdbp[nt]|\bsdc?pnp|\bwds\d+[tg]\dx0[ce]|\bsn[57]\d0\b|\bct\d+p\d|\bsa2000m8|\bsnv\w?s|\bom[38]p|\brpfth|\brbusn|\bmtfdhb|\bmtfdk[abc]|\bthnsn5|\bssd 9[6789]0 (?:evo|pro)|\bbc[57]\d1\b|\bapple ssd a[pm]\d|\bpc[4567]\d\d\b|\bmz[a-z]l[vwbq]\d{3}|\bssstc c[al]\d|\brp[jief]t[a-z]\d{3}/i;
export const SSD =
  /\bssd|ssd\b|solid.?state|\bscm\b|nvme|^mz[-n7]|\bmz-?[n7][a-z]|\bct\d+(?:m|bx|mx)\d|^sa400|\bsa400s37|^kingston s[auvk]|^sandisk sd[6789]|^sd[6789]s|^thns|^hfs\d|^mtfd|^liteon|^lite-?on|^micron_?1\d00|^wds\d|^wdc? wds\d|\bssdsc|^sssts|\bsdssd|\bsd[5-9]s|vertex|agility|\bocz-|\bpx-\d+m|\bsu[6-9]\d0\b|\bsp[569]\d0\b|\bks[gm]\d|\bsc[34]\d\d\b|\bcs(?:900|1311)\b|\bns100|^lmt-|^lcs-|^lch-|\bcv\d-|m4-ct|c[34]00-|\bsa510|^p210|\bmtfdd[a-z]|gp-gstfs|\bsv300|\bsuv400|\bskc\d|\bthnsn|\bmz7|\bts\d+g(?:ssd|mts)|\bapacer as\d|\bemtec x\d|\bverbatim vi\d/i;
/** What Windows puts behind the name of every disk that its drivers show so. */
export const WINDOWS_SCSI = / SCSI Disk Device$/i;
/** What sits in a case and speaks for the drive in it. */
export const BRIDGE =
  /^(?:asmt|asmedia|external|initio|sunplus|prolific|sabrent|inateck|ugreen)\b|^(?:(?:realtek|jmicron|asmedia|via(?: ?labs)?)[ _])?(?:asm\d{3}[\dx]|rtl92\d\d|jms\d{3}|vl7\d\d)/i;
/** Soldered drives of UFS, which every tool shows as SCSI disks. */
export const UFS =
  /\bklu[a-d][a-z0-9]{4}|\bthgj?[af][a-z]\w{5}|\bsd[iu]n[a-z]\w{2,}|\bh28[us]\w|\bhn8[tg]\w|\bmt\d{3}g[a-z]{4}|\bskhynix h\w{6}/i;
/** What a hypervisor shows its guest, or a system makes of a file: says nothing of the drives of any machine. */
export const VIRTUAL_DRIVE =
  /\bvbox\b|\bqemu\b|\bvmware\b|\bparallels\b|\bmsft\b|microsoft virtual|\bvirtual (?:hdd?|ssd|hard|nvme)\b|\bvirtio\b|red hat (?:virtio|scsi)|\bbhyve\b|\bxen(?:src)?\b|\bpvdisk\b|\bpersistentdisk|elastic block store|^linux(?: \d[\d.x]*)?-\d+ ssd/i;
/** Drives that a hypervisor lends, by the names that Linux gives them. */
export const VIRTUAL_BLOCK = /^(?:x?vd[a-z]{1,2}|xvd[a-z])\d*$/i;
/** A drive and its cache, by the name they are sold under: either may be the one that is shown. */
export const HYBRID = /^(?:intel )?h[12]0\b/i;

/** Makers' own numbers of drives that turn, of SAS and of flash: what a drive says of itself, and nobody types. */
// biome-ignore format: a list to read
const FAMILIES: RegExp = new RegExp(
  [
    'stm?\\d{2,}[a-z]{1,3}\\w*', 'wd[as]?\\d{2}\\w{3,}', 'wu[sh]\\d{6}\\w*', 'm[kq]\\d{2}\\w{3,}', 'dt0\\d\\w{3,}', 'm[dgn]0\\d\\w{3,}', 'hdw[a-z]\\d{3}',
    'al1[345]s\\w{4,}', 'h[dtuc][a-z]\\d{4,}\\w*', 'ic\\d{2}l?\\w{5,}', 'dk2\\d\\w+', 'h[dm]\\d{3}[a-z]{2}', 'sp\\d{4}[a-z]', '[24-7][a-z]\\d{3}[a-z]\\d',
    'm[hjpab][a-z]\\d{4}\\w*', 'ma[wxupt]3\\d{3}', 'fireball\\w*', '[demv][a-z]\\d{4,6}[a-z]{4,6}', 'px0\\d\\w{3,}', 'k[pr]m[5-7]\\w{3,}', '(?:vbox|qemu) harddisk',
    'vmware virtual [sid]\\w*', '(?:ocz|corsair|patriot|mushkin|adata|a-data)\\b.{0,3}[a-z]{4}\\w*', 't253\\w+', 'excelstor technology j\\d{3}', 'ssd(?:sc|sa|pe|pa|mc)\\w{4,}',
  ]
    .map((family) => `\\b${family}`)
    .join('|'),
  'i',
);
/** « Samsung », « Disque 1 » or « SSD 1 » is what somebody called a volume, « DF600F » what a store of the network calls its own. */
export const isDriveModel = (model: string): boolean =>
  FAMILIES.test(model) ||
  UFS.test(model) ||
  ((NVME.test(model) || SSD.test(model)) && model.replace(/\D/g, '').length >= 3);

const MAKERS =
  /\b(?:seagate|western digital|wdc?|toshiba|hgst|hitachi|samsung|maxtor|fujitsu|kingston|crucial|sandisk|intel|micron|sk ?hynix|skhynix|lite-?on|kioxia|corsair|adata)\b/gi;
const isPhysical = (name: string): boolean => /physical ?(?:drive|disk)/i.test(name);

/** Windows shows a drive by its model: without a number and a maker it is a name that somebody gave. */
export const isGivenName = (name: string, model: string): boolean =>
  isPhysical(name) &&
  model !== '' &&
  !/\d/.test(model) &&
  model.replace(MAKERS, '') === model &&
  !SSD.test(model) &&
  !isDriveModel(model);

export interface Named {
  readonly name: string;
  readonly model: string;
  readonly make: string;
  readonly says: string;
}

/**
 * True when nothing but a drive says this: it sits on a bus that has drives alone, or bears a model. On SCSI, or on no bus at all, a volume
 * of a controller or of the network looks the same; Windows puts those on IDE and SATA too, by the names that people gave them.
 */
export function namesADrive({ name, model, make, says }: Named): boolean {
  if (/^(?:nvme\d|mmcblk\d)/i.test(name) || /nvme|\be?mmc\b|\bsd(?:hc|xc)?\b|\bufs\b/i.test(says)) return true;
  if (/^disk\d+$/.test(name) || isDriveModel(`${make} ${model}`.trim()) || isDriveModel(model)) return true;
  if (!/\b(?:s?ata|ide|apple fabric|pci-express)\b/i.test(says)) return false;
  if (!isPhysical(name)) return true;
  return (
    /\bs?ata\b/i.test(says) && /[a-z]\d{3}|\d{3}[a-z]|[a-z]{4}/i.test(model.replace(MAKERS, '').replace(VAGUE, ''))
  );
}
const VAGUE =
  /\b(?:disques?|dis[ck]s?|drives?|dur|hard|ssd|hdd|nvme|sata|m\.?2|data|donn[ée]es|syst[eè]me?|volume|local|backup)\b/gi;
