/** What was done to one device's media, as the test chose it. Each names a disk by its serial. */
export type MediaAct =
  | { readonly act: 'inventory'; readonly disks: readonly string[] }
  | { readonly act: 'declare' | 'erase' | 'remove' | 'fit' | 'double'; readonly disk: string }
  | { readonly act: 'list' | 'repair' | 'sheet' | 'undo' | 'return' | 'stock' };

/** An act that succeeded, in the order in which it did; `proves`: what its undo takes back. */
export interface Done {
  readonly at: number;
  readonly act: MediaAct;
  readonly withdrawn: boolean;
}

interface Disk {
  named: number;
  /** The last proof that it holds nothing, or that it left. */
  erased: number;
  removed: number;
  seen: number;
}

/**
 * Why a device must not be in stock, worked out from what was done and from nothing else: each medium that anything named has a proof of this
 * epoch, or left and was not seen since; its media were listed since it came, and nothing changed them after that.
 */
export function mustNotBeInStock(done: readonly Done[]): string[] {
  const disks = new Map<string, Disk>();
  const of = (name: string): Disk => {
    if (!disks.has(name)) disks.set(name, { named: -1, erased: -1, removed: -1, seen: -1 });
    return disks.get(name)!;
  };
  let [listed, changed, came, system] = [-1, -1, -1, -1];
  for (const { at, act, withdrawn } of done) {
    if (withdrawn) continue;
    switch (act.act) {
      case 'inventory':
        for (const name of act.disks) {
          const d = of(name);
          d.seen = at;
          if (d.named < 0) d.named = at;
        }
        listed = at;
        break;
      case 'declare':
      case 'double':
        if (of(act.disk).named < 0) {
          of(act.disk).named = at;
          changed = at;
        }
        break;
      case 'erase':
        of(act.disk).erased = at;
        break;
      case 'remove':
        of(act.disk).removed = at;
        break;
      case 'fit':
        of(act.disk).erased = at;
        break;
      case 'list':
        listed = at;
        break;
      case 'repair':
        changed = at;
        break;
      case 'sheet':
        system = at;
        break;
      case 'return':
        came = at;
        break;
    }
  }
  const named = [...disks].filter(([, d]) => d.named >= 0);
  const gone = (d: Disk): boolean => d.removed > d.seen;
  const lacking = named.filter(([, d]) => !gone(d) && d.erased < came).map(([name]) => `${name} is not proven`);
  const unsure = system >= came && named.every(([, d]) => gone(d)) && listed < system;
  return [
    ...lacking,
    ...named.filter(([, d]) => !gone(d) && d.erased < 0 && came < 0).map(([name]) => `${name} never was`),
    ...(listed < 0 || listed < came ? ['nothing listed its media'] : []),
    ...(listed >= 0 && changed > listed ? ['they changed since'] : []),
    ...(unsure ? ['a system is on none of them'] : []),
  ];
}
