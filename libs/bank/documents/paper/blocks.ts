import { joined, ORGANISATION_KIND_WORDS, type OrganisationKind } from '#platform/kernel';
import type { Party } from '../templates/facts.js';
import type { Face } from './fonts.js';
import { rule } from './frame.js';
import type { Paper, TextStyle } from './paper.js';
import { type Pictogram, pictogram } from './pictograms.js';
import { ATTENTION, ATTENTION_TINT, BRAND, EDGE, INK, MARGIN, MUTED, TINT, WIDTH } from './theme.js';
import { siren } from './typography.js';

export interface KeyFact {
  readonly label: string;
  readonly value: string;
  readonly under?: string | null;
  readonly face?: Face;
}

const inWords = (kind: string): string => ORGANISATION_KIND_WORDS[kind as OrganisationKind] ?? kind;

export const legal = (party: Party): string | null =>
  joined(
    ' · ',
    party.kind ? inWords(party.kind) : null,
    party.siren ? `${party.siren.length === 14 ? 'SIRET' : 'SIREN'} ${siren(party.siren)}` : null,
    party.address,
  ) || null;

/** Label over value, a list for whoever listens. @param then more facts follow: one rule parts them */
export function keyFacts(
  paper: Paper,
  facts: readonly KeyFact[],
  columns = 2,
  then: 'ends' | 'follows' = 'ends',
): void {
  const gap = 24;
  const share = (WIDTH - gap * (columns - 1)) / columns;
  const label = { size: paper.sizes.label, colour: MUTED, lineGap: 0 };
  const value = (f: KeyFact) => ({
    face: f.face ?? ('strong' as const),
    size: paper.sizes.body + 1,
    lineGap: 1,
  });
  const under = { size: paper.sizes.label, colour: MUTED, lineGap: 1 };
  const tall = (f: KeyFact, width: number) =>
    paper.height(f.label, { ...label, width }) +
    3 +
    paper.height(f.value, { ...value(f), width }) +
    (f.under ? paper.height(f.under, { ...under, width }) + 1 : 0);
  for (let i = 0; i < facts.length; i += columns) {
    const row = facts.slice(i, i + columns);
    // One alone has the line: a long name in half of it would cost a page.
    const width = row.length === 1 ? WIDTH : share;
    const height = Math.max(...row.map((fact) => tall(fact, width)));
    const air = 11 * paper.sizes.air;
    paper.room(height + 2 * air + 2);
    paper.artifact(() => rule(paper, paper.y));
    paper.y += air;
    paper.group('L', (list) => {
      row.forEach((fact, c) => {
        const x = MARGIN.left + c * (width + gap);
        paper.group(
          'LI',
          (item) => {
            let y = paper.y + paper.say('Lbl', fact.label, x, paper.y, { ...label, width }, item) + 3;
            paper.group(
              'LBody',
              (body) => {
                y += paper.say('P', fact.value, x, y, { ...value(fact), width }, body) + 1;
                if (fact.under) paper.say('P', fact.under, x, y, { ...under, width }, body);
              },
              item,
            );
          },
          list,
        );
      });
    });
    paper.y += height + air;
  }
  if (then === 'follows') return;
  paper.artifact(() => rule(paper, paper.y));
  paper.y += 8 * paper.sizes.air;
}

/** @param source of a text of the law: under it. @param keep points that must follow: signatures */
export function notice(
  paper: Paper,
  text: string,
  kind: 'info' | 'attention' = 'info',
  icon: Pictogram = 'info',
  source: string | null = null,
  keep = 0,
): void {
  if (source && paper.tight) {
    notice(paper, `${text} (${source})`, kind, icon, null, keep);
    return;
  }
  const style = { width: WIDTH - 54, colour: kind === 'info' ? INK : ATTENTION };
  const { air } = paper.sizes;
  const height = paper.height(text, style) + 20 * air;
  const quiet = { size: paper.sizes.label, colour: MUTED };
  paper.room(height + 14 * air + (source ? paper.height(source, quiet) + 4 : 0) + keep);
  paper.y += 6 * air;
  paper.artifact(() => {
    paper.doc.roundedRect(MARGIN.left, paper.y, WIDTH, height, 9).fill(kind === 'info' ? TINT : ATTENTION_TINT);
    pictogram(paper.doc, icon, MARGIN.left + 14, paper.y + height / 2 - 9, 18, kind === 'info' ? BRAND : ATTENTION);
  });
  paper.say('P', text, MARGIN.left + 42, paper.y + 10 * air + 1, style);
  paper.y += height + 8 * air;
  if (source) paper.paragraph(source, quiet);
}

/** Never on another page than its source. @param keep points that must follow: signatures */
export function cited(
  paper: Paper,
  { text, source }: { readonly text: string; readonly source: string },
  keep = 0,
): void {
  if (paper.tight) paper.paragraph(`${text} (${source})`, {}, keep);
  else {
    paper.introduction(text);
    paper.paragraph(source, { size: paper.sizes.label, colour: MUTED }, keep);
  }
}

/** Characters that a paragraph may have before it is broken between sentences: one must find room on a page. */
const BREAKABLE = 900;

/** Whole on a page where it fits, else a frame on each. */
export function framedText(paper: Paper, text: string, source: string): void {
  const style = { width: WIDTH - 28, size: paper.sizes.table, lineGap: 1.5 };
  const last = { ...style, size: paper.sizes.label, colour: MUTED };
  const parts = [
    ...text
      .split(/\n+/)
      .map((part) => part.trim())
      .filter(Boolean)
      .flatMap((part) => (part.length > BREAKABLE ? (part.match(/[^.;]+[.;]*\s*/g) ?? [part]) : [part]))
      .map((words) => ({ words, style: style as typeof last })),
    { words: source, style: last },
  ].map((part) => ({ ...part, height: paper.height(part.words, part.style) + 4 }));
  const whole = parts.reduce((sum, part) => sum + part.height, 28);
  if (whole < paper.bottom - MARGIN.top - 60) paper.room(whole + 12);
  let rest = parts;
  while (rest.length) {
    const free = paper.bottom - paper.y - 40;
    let taken = 0;
    let height = 0;
    while (taken < rest.length && height + rest[taken]!.height <= free) height += rest[taken++]!.height;
    if (!taken) {
      paper.turn();
      continue;
    }
    paper.y += 6;
    const top = paper.y;
    paper.artifact(() =>
      paper.doc
        .roundedRect(MARGIN.left, top, WIDTH, height + 20, 9)
        .lineWidth(1)
        .strokeColor(EDGE)
        .stroke(),
    );
    let y = top + 11;
    for (const part of rest.slice(0, taken)) {
      paper.say('P', part.words, MARGIN.left + 14, y, part.style);
      y += part.height;
    }
    paper.y = top + height + 28;
    rest = rest.slice(taken);
  }
}

const SMALLEST = 7;

/** The largest type, from its own downwards, in which a text is no higher than its place. */
export function fitted<S extends TextStyle & { readonly size: number }>(
  paper: Paper,
  text: string,
  style: S,
  height: number,
): S {
  let size: number = style.size;
  while (size > SMALLEST && paper.height(text, { ...style, size }) > height) size -= 0.5;
  return { ...style, size };
}

export interface SheetTemplate<F> {
  readonly title: (facts: F) => string;
  /** Its size in points, for what is no A4. */
  readonly page?: { readonly width: number; readonly height: number };
  readonly render: (paper: Paper, facts: F) => void;
}

const LOGO = { width: 110, height: 34 } as const;

/** @param edge points between the paper's edge and what is drawn */
export function drawSheetHead(paper: Paper, width: number, edge: number, y: number): void {
  const { bank } = paper.options;
  const logo = paper.picture(bank.logo);
  const style = { face: 'strong', size: 12, width: width - 2 * edge - 130, lineGap: 0 } as const;
  paper.say('P', bank.name, edge, y + 8, fitted(paper, bank.name, style, LOGO.height));
  if (!logo) return;
  const x = width - edge - LOGO.width;
  const place = { fit: [LOGO.width, LOGO.height] as [number, number], align: 'right' as const };
  paper.tagged('Figure', () => void paper.doc.image(logo, x, y, place), {
    alt: `Logo : ${bank.name}`,
    bbox: [x, y, x + LOGO.width, y + LOGO.height],
  });
}

export function drawSheetFoot(paper: Paper, text: string, at: { x: number; y: number; width: number }): void {
  paper.say('P', text, at.x, at.y, { size: 8.5, colour: MUTED, width: at.width, lineGap: 1 });
}
