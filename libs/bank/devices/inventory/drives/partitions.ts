/** The disk that a partition of Linux is named after: "/dev/nvme0n1p2" is on nvme0n1; null for any other name. */
const diskUnder = (part: string | null): string | null =>
  /^\/dev\/(?:([shv]d[a-z]{1,2})\d{0,3}|((?:nvme\d+n\d+|mmcblk\d+))(?:p\d+)?)$/
    .exec(part ?? '')
    ?.slice(1)
    .find(Boolean) ?? null;

/** True when a partition lies on a disk that a list, which names disks as Linux does, does not have. */
export function elsewhere(parts: readonly (string | null)[], disks: readonly (string | null)[]): boolean {
  const listed = new Set(disks.map((name) => (name ?? '').replace('/dev/', '')));
  const named = [...listed].some((name) => diskUnder(`/dev/${name}`) === name);
  return named && parts.some((part) => diskUnder(part) !== null && !listed.has(diskUnder(part)!));
}
