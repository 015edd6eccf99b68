/** Words that tools, scripts and people put beside a number; never a number. */
const TOOL_WORDS =
  /^(?:nwipe|smart|smartctl|smartmontools|memtest|memtest86|badblocks|log|logs|journal|journaux|rapport|report|effacement|erase|erasure|wipe|wiped|blanchiment|test|tests|disque|disk|disks|ssd|hdd|nvme|result|resultat|output|txt|ok|pass|passed|final|copie|copy|bis|\(?\d\)?)$/i;
const DISK = /^(?:dev[-_]?)?(?:sd[a-z]\d?|nvme\d+(?:n\d+)?|mmcblk\d+|disk\d|hd[a-z])$/i;
const DAY =
  /^(?:\d{4}[-.]?\d{2}[-.]?\d{2}(?:[t-]?\d{4,6})?|\d{2}[-.]\d{2}[-.]\d{4}|\d{1,2}h\d{2}(?:m\d{2})?|\d{2}-\d{2}-\d{2})$/i;

const HOUR = /^(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

const idle = (word: string): boolean => TOOL_WORDS.test(word) || DISK.test(word) || DAY.test(word);

/**
 * The inventory numbers that a log's path may carry, the file's own first: `PC-0421/nwipe.log`, `0421_smart.txt`,
 * `2023-05-04_PC-0421_sda_nwipe.log`. Only whole names, with the words of tools, days and disks taken off: a piece of a name
 * is never taken for a number.
 */
export function numbersInPath(path: string): string[] {
  const parts = path
    .normalize('NFKC')
    .split(/[\\/]+/)
    .filter(Boolean);
  const file = (parts.pop() ?? '').replace(/\.(?:log|txt|out|json|csv|gz|pdf)$/i, '');
  // The folder next to the file before those around it: a year or a town says nothing of the machine.
  return [...new Set([file, ...parts.reverse()].map(bare).filter((n) => n !== ''))].slice(0, 4);
}

function bare(name: string): string {
  const words = name
    .trim()
    .split(/[_\s]+/)
    .filter(Boolean);
  // Six digits after a day are the time of that day.
  const kept = words
    .filter((w, i) => !(HOUR.test(w) && DAY.test(words[i - 1] ?? '')))
    .map(trimmed)
    .filter((w) => w !== '' && !idle(w));
  return kept.join('_').slice(0, 60);
}

/** `PC-0421-nwipe` is `PC-0421`; `nwipe-PC-0421` too. */
function trimmed(word: string): string {
  if (idle(word)) return '';
  const pieces = word.split(/([-.])/);
  while (pieces.length > 2 && /[a-z]/i.test(pieces.at(-1)!) && idle(pieces.at(-1)!)) pieces.splice(-2);
  while (pieces.length > 2 && /[a-z]/i.test(pieces[0]!) && idle(pieces[0]!)) pieces.splice(0, 2);
  return pieces.join('');
}
