import { yieldEvery } from '#platform/kernel';

/**
 * One paper is in memory at a time, and the offsets of what was written; a long file lets others have their turn. The structure of each
 * becomes a part of the one of the whole. Only for files of this program: whole objects, a plain table of offsets, nothing encrypted.
 */
export async function* mergedPapers(papers: AsyncIterable<Buffer>, title: string): AsyncGenerator<Buffer> {
  const offsets: number[] = Array.from({ length: FIRST }, () => 0);
  const pages: number[] = [];
  const documents: number[] = [];
  /** For each page with marked content, the object that lists its elements. */
  const elements: [key: number, list: number][] = [];
  let at = 0;
  const out = (bytes: Buffer): Buffer => {
    at += bytes.length;
    return bytes;
  };
  const object = (number: number, words: string): Buffer => {
    offsets[number] = at;
    return out(Buffer.from(`${number} 0 obj\n${words}\nendobj\n`));
  };
  yield out(Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1'));
  const pause = yieldEvery();
  let keys = 0;
  for await (const file of papers) {
    const { objects, pages: its, structure } = await readPdf(file, pause);
    const first = offsets.length;
    const numbers = new Map([...objects.keys()].sort((a, b) => a - b).map((old, i) => [old, first + i]));
    numbers.set(structure.root, DOCUMENT);
    for (const page of its) pages.push(numbers.get(page)!);
    for (const old of structure.documents) documents.push(numbers.get(old)!);
    for (const [old, bytes] of objects) {
      const number = numbers.get(old)!;
      offsets[number] = at;
      await pause();
      yield out(numberedAnew(bytes, number, numbers, its.has(old) ? keys : null));
    }
    const base = keys;
    for (const [key, list] of structure.elements) {
      const number = offsets.length;
      elements.push([base + key, number]);
      keys = Math.max(keys, base + key + 1);
      yield object(number, `[${list.map((old) => reference(numbers, old)).join(' ')}]`);
    }
  }
  const references = (list: readonly number[]) => list.map((number) => `${number} 0 R`).join(' ');
  yield object(
    CATALOG,
    `<< /Type /Catalog /Pages ${PAGES} 0 R /Lang (fr-FR) /MarkInfo << /Marked true >> /StructTreeRoot ${STRUCTURE} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  yield object(PAGES, `<< /Type /Pages /Count ${pages.length} /Kids [${references(pages)}] >>`);
  const tree = elements.map(([key, list]) => `${key} ${list} 0 R`).join(' ');
  yield object(
    STRUCTURE,
    `<< /Type /StructTreeRoot /K ${DOCUMENT} 0 R /ParentTree << /Nums [${tree}] >> /ParentTreeNextKey ${keys} >>`,
  );
  yield object(DOCUMENT, `<< /S /Document /P ${STRUCTURE} 0 R /K [${references(documents)}] >>`);
  yield object(INFO, `<< /Title <FEFF${Buffer.from(title, 'utf16le').swap16().toString('hex')}> >>`);
  const table = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  yield out(
    Buffer.from(
      `xref\n0 ${offsets.length}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${offsets.length} /Root ${CATALOG} 0 R /Info ${INFO} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
}

const CATALOG = 1;
const PAGES = 2;
const STRUCTURE = 3;
const DOCUMENT = 4;
const INFO = 5;
const FIRST = 6;

interface Structure {
  readonly root: number;
  readonly documents: readonly number[];
  /** The elements of a page's marked content, by the key that the page names. */
  readonly elements: readonly (readonly [key: number, list: readonly number[]])[];
}

interface Read {
  /** By number: what stands between `obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, Buffer>;
  readonly pages: ReadonlySet<number>;
  readonly structure: Structure;
}

type Pause = ReturnType<typeof yieldEvery>;

/** The objects that pages and their structure need, pages in their order. @throws Error of a file that this program did not make */
async function readPdf(file: Buffer, pause: Pause): Promise<Read> {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1', file.length - 64))?.[1]);
  const table = file.toString('latin1', start);
  const size = Number(/^xref\s+0 (\d+)/.exec(table)?.[1]);
  const root = Number(/\/Root (\d+) 0 R/.exec(table)?.[1]);
  if (!size || !root) throw new Error('a paper that is not one of ours cannot be printed with others');
  const rows = table.indexOf('\n', table.indexOf('\n') + 1) + 1;
  const read = (number: number): Buffer | null =>
    number < size ? objectAt(file, Number(table.slice(rows + number * 20, rows + number * 20 + 10))) : null;
  const pagesRoot = referenceIn(read(root)!, 'Pages');
  const kids = /\/Kids \[([^\]]*)\]/.exec(headOf(read(pagesRoot)!))?.[1] ?? '';
  const pages = new Set([...kids.matchAll(/(\d+) 0 R/g)].map((m) => Number(m[1])));
  const structure = structureOf(read, referenceIn(read(root)!, 'StructTreeRoot'));
  const roots = new Set([pagesRoot, structure.root]);
  return { objects: await reached(read, [...pages, ...structure.documents], roots, pause), pages, structure };
}

function structureOf(read: (number: number) => Buffer | null, root: number): Structure {
  const head = root ? headOf(read(root)!) : '';
  const numbers = (list = '') => [...list.matchAll(REFERENCE)].map((m) => Number(m[1]));
  return {
    root,
    documents: numbers(/\/K \[?((?:\d+ 0 R\s*)+)/.exec(head)?.[1]),
    elements: [...head.matchAll(/(\d+) \[([^\]]*)\]/g)].map(([, key, list]) => [Number(key), numbers(list)] as const),
  };
}

/** Only what these lead to: neither catalogue nor metadata. */
async function reached(
  read: (number: number) => Buffer | null,
  from: readonly number[],
  without: ReadonlySet<number>,
  pause: Pause,
): Promise<Map<number, Buffer>> {
  const found = new Map<number, Buffer>();
  const wanted = [...from];
  for (let number = wanted.pop(); number !== undefined; number = wanted.pop()) {
    await pause();
    const object = without.has(number) || found.has(number) ? null : read(number);
    if (!object) continue;
    found.set(number, object);
    for (const part of parts(headOf(object)))
      if (!part.text) for (const m of part.said.matchAll(REFERENCE)) wanted.push(Number(m[1]));
  }
  return found;
}

const REFERENCE = /(\d+) 0 R\b/g;

const objectAt = (file: Buffer, offset: number): Buffer => {
  const begin = file.indexOf('obj', offset) + 3;
  const head = file.indexOf('endobj', begin);
  // A stream is as long as it says: what it holds may look like the end. Looked for here alone: behind the last one lies much of a long paper.
  const within = file.subarray(begin, head).indexOf('stream');
  if (within === -1) return file.subarray(begin, head);
  const stream = begin + within;
  const length = Number(/\/Length (\d+)/.exec(file.toString('latin1', begin, stream))?.[1]);
  return file.subarray(begin, file.indexOf('endobj', stream + length));
};

const headOf = (object: Buffer): string => {
  const stream = object.indexOf('stream');
  return object.toString('latin1', 0, stream === -1 ? object.length : stream);
};

const referenceIn = (object: Buffer, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(headOf(object))?.[1]);

/** Texts and what stands between them: a text may read like a reference. */
function* parts(head: string): Generator<{ said: string; text: boolean }> {
  const TEXT = /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)/g;
  let from = 0;
  for (const m of head.matchAll(TEXT)) {
    yield { said: head.slice(from, m.index), text: false };
    yield { said: m[0], text: true };
    from = m.index + m[0].length;
  }
  yield { said: head.slice(from), text: false };
}

const reference = (numbers: ReadonlyMap<number, number>, old: number): string => {
  const now = numbers.get(old);
  return now === undefined ? 'null' : `${now} 0 R`;
};

/** @param keys of a page: how many pages with marked content came before its paper */
function numberedAnew(
  object: Buffer,
  number: number,
  numbers: ReadonlyMap<number, number>,
  keys: number | null,
): Buffer {
  const head = headOf(object);
  const anew = (said: string): string => {
    const renumbered = said.replace(/(\/Parent )?(\d+) 0 R\b/g, (_, parent: string | undefined, old: string) =>
      keys !== null && parent ? `${parent}${PAGES} 0 R` : `${parent ?? ''}${reference(numbers, Number(old))}`,
    );
    return keys === null
      ? renumbered
      : renumbered.replace(/\/StructParents (\d+)/, (_, key: string) => `/StructParents ${keys + Number(key)}`);
  };
  const renumbered = [...parts(head)].map(({ said, text }) => (text ? said : anew(said))).join('');
  return Buffer.concat([
    Buffer.from(`${number} 0 obj`, 'latin1'),
    Buffer.from(renumbered, 'latin1'),
    object.subarray(Buffer.byteLength(head, 'latin1')),
    Buffer.from('endobj\n', 'latin1'),
  ]);
}
