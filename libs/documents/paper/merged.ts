import { yieldEvery } from '#kernel';

/**
 * Many papers as one PDF to print; a long one lets others have their turn. Each is read, numbered anew and passed on before the next is opened: one paper is in memory at a
 * time, and the offsets of what was written. Only for the files this program makes: whole objects, a plain table of
 * offsets, nothing encrypted. The structure for whoever listens stays in each paper itself; this one is for a printer.
 */
export async function* mergedPapers(papers: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const offsets: number[] = [0, 0, 0];
  const pages: number[] = [];
  let at = 0;
  const out = (bytes: Buffer): Buffer => {
    at += bytes.length;
    return bytes;
  };
  yield out(Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1'));
  const pause = yieldEvery();
  for await (const file of papers) {
    const { objects, pages: its } = await readPdf(file, pause);
    const first = offsets.length - 1;
    const numbers = new Map([...objects.keys()].sort((a, b) => a - b).map((old, i) => [old, first + 1 + i]));
    for (const page of its) pages.push(numbers.get(page)!);
    for (const [old, number] of numbers) {
      offsets[number] = at;
      await pause();
      yield out(numberedAnew(objects.get(old)!, number, numbers, its.has(old)));
    }
  }
  offsets[CATALOG] = at;
  yield out(Buffer.from(`${CATALOG} 0 obj\n<< /Type /Catalog /Pages ${PAGES} 0 R /Lang (fr-FR) >>\nendobj\n`));
  offsets[PAGES] = at;
  const kids = pages.map((page) => `${page} 0 R`).join(' ');
  yield out(Buffer.from(`${PAGES} 0 obj\n<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>\nendobj\n`));
  const table = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  yield out(
    Buffer.from(
      `xref\n0 ${offsets.length}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${offsets.length} /Root ${CATALOG} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
}

const CATALOG = 1;
const PAGES = 2;

interface Read {
  /** By number: what stands between `obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, Buffer>;
  readonly pages: ReadonlySet<number>;
}

type Pause = ReturnType<typeof yieldEvery>;

/** The objects that pages need, pages in their order. @throws Error of a file that this program did not make */
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
  return { objects: await reached(read, pages, pagesRoot, pause), pages };
}

/** Only what pages lead to: neither catalogue nor structure nor metadata. */
async function reached(
  read: (number: number) => Buffer | null,
  pages: ReadonlySet<number>,
  without: number,
  pause: Pause,
): Promise<Map<number, Buffer>> {
  const found = new Map<number, Buffer>();
  const wanted = [...pages];
  for (let number = wanted.pop(); number !== undefined; number = wanted.pop()) {
    await pause();
    const object = number === without || found.has(number) ? null : read(number);
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

/** What stands before its stream, if it has one. */
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

function numberedAnew(object: Buffer, number: number, numbers: ReadonlyMap<number, number>, page: boolean): Buffer {
  const head = headOf(object);
  const renumbered = [...parts(head)]
    .map(({ said, text }) =>
      text
        ? said
        : said.replace(/(\/Parent )?(\d+) 0 R\b/g, (_, parent: string | undefined, old: string) => {
            if (page && parent) return `${parent}${PAGES} 0 R`;
            const now = numbers.get(Number(old));
            return `${parent ?? ''}${now === undefined ? 'null' : `${now} 0 R`}`;
          }),
    )
    .join('');
  return Buffer.concat([
    Buffer.from(`${number} 0 obj`, 'latin1'),
    Buffer.from(renumbered, 'latin1'),
    object.subarray(Buffer.byteLength(head, 'latin1')),
    Buffer.from('endobj\n', 'latin1'),
  ]);
}
