// A scanner types wherever the focus is, and ends with Enter. On a page with a form that is filled in by hand alone, what it typed is taken out
// again, and nothing is pressed or sent.

/** The most between two keys of a scanner, in milliseconds: no hand types a whole code so fast. */
const BETWEEN_KEYS = 50;
/** The fewest keys that are a scan where nothing may be scanned. */
const SHORTEST = 6;
/** A label's code or address. A passphrase may be typed by a key of its owner: there, only ours are taken out. */
const OURS = /^(?:https?:\/\/\S+\/E\/\S+|(?:BN-?)?[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{3})$/i;

const SIGNS: Readonly<Record<string, string>> = { Minus: '-', Slash: '/', Period: '.', Semicolon: ':' };

/** What the key is on the keyboard that a scanner is set to when nobody sets it, whatever layout the computer has. */
const onUsKeyboard = ({ code }: KeyboardEvent): string => SIGNS[code] ?? code.replace(/^(?:Key|Digit)/, '');

interface Burst {
  at: number;
  typed: string;
  us: string;
  readonly on: Element | null;
  readonly before: string | undefined;
}

const isStray = ({ on, typed, us }: Burst): boolean => {
  if (on?.matches('textarea, [data-scan]')) return false;
  if (on?.matches('[type=password]')) return OURS.test(typed) || OURS.test(us);
  return typed.length >= SHORTEST && !typed.includes(' ');
};

let burst: Burst | undefined;

function onEnter(event: KeyboardEvent, on: Element | null): void {
  const last = burst;
  burst = undefined;
  const scanned = last && last.on === on && event.timeStamp - last.at <= BETWEEN_KEYS && isStray(last);
  // A button is pressed by Enter, and the passphrase is signed with; from any other field nothing is sent.
  if (!scanned && !on?.matches('form[data-by-hand] input:not([type=password])')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (scanned && last.before !== undefined) (on as HTMLInputElement).value = last.before;
}

function onKey(event: KeyboardEvent): void {
  const on = document.activeElement;
  if (event.key === 'Enter') onEnter(event, on);
  if (event.key.length > 1 || event.ctrlKey || event.metaKey) return;
  if (!burst || burst.on !== on || event.timeStamp - burst.at > BETWEEN_KEYS)
    burst = { at: 0, typed: '', us: '', on, before: (on as HTMLInputElement | null)?.value };
  burst.at = event.timeStamp;
  burst.typed += event.key;
  burst.us += onUsKeyboard(event);
}

addEventListener('keydown', onKey, true);
