/** The text of a file: UTF-8, UTF-16 with its mark, or what Windows wrote in one byte a letter; null of what is no text. */
export function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.includes('\0')) return null;
  if (!text.includes('\uFFFD')) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what tells bytes from text
  const odd = text.slice(0, 4000).match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return odd > 20 ? null : new TextDecoder('windows-1252').decode(bytes);
}

const MASKED = '▒▒▒';

/** Words before a name, in the reports of tools: what follows is masked. */
const NAMES =
  "technician|technicien(?:ne)?|operator|operateur|opérateur|opératrice|user ?name|username|user|utilisateur|log-?in|customer|client|contact|host ?name|host|machine name|computer ?name|nom (?:de la machine|d[’']hôte|de l[’']opérateur|du technicien)|performed by|erased by|wiped by|signed by|validated by|verified by|effac\\u00e9 par|signé par|e-?mail|phone|tel(?:ephone)?|téléphone|address|adresse|full name|author|auteur|supervisor|witness";
const LABELLED = new RegExp(
  `^(\\W*(?:\\[[^\\]]*\\]\\s*)?(?:\\w+:\\s)?\\W*(?:[\\w’']+ )?(?:${NAMES})(?: (?:name|id|nom))?["']?\\s*[:=|]\\s*["']?)([^"',|<\\n][^"|<\\n]*)`,
  'i',
);
const IN_JSON = new RegExp(`("(?:\\w+[_ -])?(?:${NAMES})(?:[_ -]?(?:name|id))?"\\s*:\\s*")((?:[^"\\\\]|\\\\.)+)`, 'gi');
const IN_XML = new RegExp(
  `(<(?:entry|component|field|item) name="[^"]*(?:${NAMES})[^"]*"[^>]*>|<(?:\\w+_)?(?:${NAMES})(?:_?name)?>)([^<]+)`,
  'gi',
);
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*/g;
const HOME = /(\/home\/|\\Users\\|\/Users\/)[^\s/\\"']+/g;

/** Whether a text has nothing that no eye sees. */
export const isVisible = (text: string): boolean => visible(text) === text;

/** Control characters and those that turn the direction of writing, as something that can be seen. */
const visible = (line: string): string =>
  line
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (c) => (c === '\x7f' ? '␡' : String.fromCharCode(0x2400 + c.charCodeAt(0))))
    .replace(
      /[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );

/** A line longer than any tool writes is masked by what is quick alone. */
const LONGEST = 4096;

const masked = (line: string): string => {
  const bare = line.replace(ADDRESS, MASKED).replace(HOME, `$1${MASKED}`);
  if (bare.length > LONGEST) return bare;
  return bare.replace(LABELLED, `$1${MASKED}`).replace(IN_JSON, `$1${MASKED}`).replace(IN_XML, `$1${MASKED}`);
};

/** The copy that is shown: names masked, control characters made visible. A line that carries a drive's serial keeps it. @param serials of its drives, as they were read */
export function shownCopy(text: string, serials: ReadonlySet<string>): string {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n/)
    .map((line) => {
      const hidden = visible(masked(line));
      const whole = visible(line);
      if (hidden === whole) return whole;
      for (const serial of serials) if (whole.includes(serial) && !hidden.includes(serial)) return whole;
      return hidden;
    })
    .join('\n');
}
