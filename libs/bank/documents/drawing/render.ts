import { type DocumentType, kindOf } from '../document-types.js';
import { readyToDraw } from '../paper/fonts.js';
import { Paper, type PaperOptions, type Progress } from '../paper/paper.js';
import { verificationOf } from '../paper/qr.js';
import type { BankIdentity } from '../templates/facts.js';

/** What a paper is drawn from: nothing else, so the same row always gives the same file. */
export interface PaperRow {
  readonly type: DocumentType;
  readonly title: string;
  readonly number: string;
  readonly requestedAt: Date;
  readonly facts: { readonly bank: BankIdentity };
  readonly factsSha256: string;
  readonly sealed: unknown;
  /** What the QR carries beside the number; null for a paper that nobody can ask about. */
  readonly secret?: string | null;
  readonly pictures?: ReadonlyMap<string, Buffer>;
}

/**
 * The bytes can be read while they are drawn: a long sheet never is in memory as a whole. `told` hears how far a long one is.
 * @throws the template's error
 */
export async function* render(row: PaperRow, told?: (progress: Progress) => void): AsyncGenerator<Buffer> {
  await readyToDraw();
  const kind = kindOf(row.type);
  const dated = kind.dated?.(row.facts) ?? row.requestedAt.toISOString();
  const options: PaperOptions = {
    title: row.title,
    number: row.number,
    ...(typeof dated === 'string' ? { date: dated } : { date: row.requestedAt.toISOString(), undated: dated.instead }),
    bank: row.facts.bank,
    factsSha256: row.factsSha256,
    pictures: row.pictures ?? new Map(),
    framed: kind.framed ?? true,
    page: kind.page?.(row.facts),
    told,
    archivable: kind.framed !== false && !kind.picture,
    verification:
      row.secret && row.facts.bank.site ? verificationOf(row.facts.bank.site, row.number, row.secret) : null,
  };
  const fitted = kind.pages ? await drawnToFit(row, options) : null;
  const paper = fitted ?? new Paper({ ...options, sizes: kind.sizes?.[0] ?? 'plain' });
  const draw = async () => {
    if (!fitted) await kind.render(paper, row.facts, row.sealed);
    paper.end();
  };
  void draw().catch((error: unknown) => paper.doc.destroy(error as Error));
  yield* paper.doc as unknown as AsyncIterable<Buffer>;
}

/** So many leaves are drawn again to be fewer: a list of hundreds of devices is as long in any type. */
const LEAVES_TRIED = 3;

/**
 * A paper of one leaf that is longer is drawn again in the next smaller type. One that no type makes so has its lists in an annex, where it
 * may; else it is set in the largest type that needs the fewest leaves: no last leaf for a few lines.
 */
async function drawnToFit(row: PaperRow, options: PaperOptions): Promise<Paper> {
  const { sizes = ['plain'], pages = Number.POSITIVE_INFINITY, annexes, render: fill } = kindOf(row.type);
  const drawn = async (size: (typeof sizes)[number], annexed: boolean): Promise<Paper> => {
    const paper = new Paper({ ...options, sizes: size, annexed });
    await fill(paper, row.facts, row.sealed);
    return paper;
  };
  const fewest = async (annexed: boolean): Promise<Paper> => {
    let best = await drawn(sizes[0]!, annexed);
    for (const size of sizes.slice(1)) {
      const settled = !annexed || best.signedLeaves(pages) === 1;
      if (best.leaves(pages) === 1 || (settled && best.leaves(pages) > LEAVES_TRIED)) return best;
      const paper = await drawn(size, annexed);
      const less = paper.signedLeaves(pages) - best.signedLeaves(pages) || paper.leaves(pages) - best.leaves(pages);
      if (less < 0) best = paper;
    }
    return best;
  };
  const whole = await fewest(false);
  if (!annexes || whole.leaves(pages) === 1) return whole;
  const parted = await fewest(true);
  return parted.signedLeaves(pages) < whole.leaves(pages) ? parted : whole;
}
