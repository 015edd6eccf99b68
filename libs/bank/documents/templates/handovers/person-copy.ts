import { placeQr, rule } from '../../paper/frame.js';
import type { Element, Paper } from '../../paper/paper.js';
import { MARGIN, MUTED, WIDTH } from '../../paper/theme.js';
import { bareCode, day, euros, shownCode } from '../../paper/typography.js';
import { name, type With } from '../device-table.js';
import { type HandoverFacts, type HandoverIdentity, named, testsInOneLine, unsigned } from './handover-words.js';
import {
  COPY_HEADINGS,
  COPY_LABELS,
  COPY_LINES,
  filled,
  PLAIN_SIZE,
  type PlainLine,
  plainLines,
  plainLinesHeight,
} from './person-copy-lines.js';

export interface PersonCopy {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly device: readonly PlainLine[];
  readonly broken: readonly PlainLine[];
  readonly kept: readonly PlainLine[];
  /** Where a fault of this device is reported; older papers do not know the bank's address. */
  readonly report: string | null;
}

export function personCopy(f: With<HandoverFacts>, sealed: HandoverIdentity | null): PersonCopy {
  const { device, bank } = f;
  const free = f.mode === 'gift' || Boolean(f.replaces) || f.paidBy === 'structure';
  const phone = f.register?.phone || bank.helpline;
  const values: Record<string, string> = {
    date: day(f.handedOverAt, bank.timeZone),
    price: f.priceCents == null ? '' : euros(f.priceCents),
    code: f.replaces ? shownCode(f.replaces) : '',
    phone: phone ?? '',
    hours: f.contact?.hours ?? '',
    address: f.contact?.address ?? '',
  };
  const lines = (...of: readonly (PlainLine | false)[]) => of.filter((l) => l !== false).map((l) => filled(l, values));
  const l = COPY_LINES;
  const none = unsigned(f);
  const facts = [
    [COPY_LABELS.device, `${name(device)}, ${device.category}`],
    [COPY_LABELS.code, shownCode(device.code)],
    [COPY_LABELS.serial, device.serial],
    [COPY_LABELS.tests, f.tested && testsInOneLine(f.tested)],
    [COPY_LABELS.with, f.accessories?.length ? f.accessories.join(', ') : 'l’appareil seul'],
    [COPY_LABELS.warranty, f.warranty],
    [COPY_LABELS.by, f.structure.name],
    [COPY_LABELS.on, none ? values.date : null],
    [COPY_LABELS.reference, f.reference],
  ] as const;
  return {
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    device: lines(
      l.yours,
      free && l.free,
      !free && f.priceCents != null && l.price,
      Boolean(f.replaces) && l.replaces,
      f.mode === 'gift' && !none && l.notSold,
      !none && l.back,
      f.mode === 'gift' && !f.warranty && l.noWarranty,
      none ? (f.agreedByPhone ? false : l.nothing) : l.signed,
      none && l.notSigned,
      none && f.agreedByPhone === true && l.byPhone,
    ),
    broken: lines(
      bank.site ? l.scan : l.scanLabel,
      l.describe,
      Boolean(phone) && l.call,
      Boolean(f.contact?.hours) && l.hours,
      f.contact?.address ? l.comeTo : l.come,
    ),
    kept: keptLines(f, sealed),
    report: bank.site ? `${bank.site}/E/${bareCode(device.code)}?panne=oui` : null,
  };
}

function keptLines(f: With<HandoverFacts>, sealed: HandoverIdentity | null): readonly PlainLine[] {
  const l = COPY_LINES;
  const signed = !unsigned(f);
  const keeps = named(f, sealed) ? (signed ? l.keepsBoth : l.keepsName) : signed ? l.keepsSignature : l.keepsReference;
  return [
    keeps,
    l.why,
    ...(f.erasedAt ? [filled(l.until, { date: day(f.erasedAt, f.bank.timeZone) })] : []),
    l.host,
    l.askCopy,
    l.askChange,
    l.responsible,
    ...(f.register?.contact ? [filled(l.officer, { officer: f.register.contact })] : []),
    l.cnil,
    l.complain,
  ];
}

/** How close things are set. Sentences keep their 14 points, whatever was typed into them; the names of things beside their labels may be smaller, where a leaf has no room. */
interface Setting {
  readonly gap: number;
  readonly value: number;
}
const SETTINGS: readonly Setting[] = [
  { gap: 6, value: PLAIN_SIZE },
  { gap: 4, value: PLAIN_SIZE },
  { gap: 2, value: PLAIN_SIZE },
  { gap: 1, value: PLAIN_SIZE },
  { gap: 1, value: 12 },
  { gap: 1, value: 10 },
  { gap: 0, value: 9 },
];

const QR = 118;
/** The code begins beside the heading of its lines. */
const BESIDE_HEADING = 24;
const LABEL = 132;
const HEADING = { face: 'strong' as const, size: 16, lineGap: 0 };
const TITLE = { face: 'strong' as const, size: 22, lineGap: 0 };

/**
 * On a page of its own, without the codes that check a paper: its one QR reports a fault. Where one page has no room, what is kept of the
 * person stands on a second one, and nothing is smaller for it.
 */
export function drawPersonCopy(paper: Paper, f: With<HandoverFacts>, sealed: HandoverIdentity | null): void {
  const copy = personCopy(f, sealed);
  paper.turn('plain');
  const free = paper.bottom - paper.y;
  const whole = SETTINGS.find((s) => firstHeight(paper, copy, s) + keptHeight(paper, copy, s) <= free);
  const set = whole ?? SETTINGS.find((s) => firstHeight(paper, copy, s) <= free) ?? SETTINGS.at(-1)!;
  paper.tagged('H1', () => {
    paper.y += paper.text(COPY_HEADINGS.device, MARGIN.left, paper.y, TITLE) + 6;
  });
  plainLines(paper, [COPY_LINES.forYou], set.gap + 4);
  drawFacts(paper, copy.facts, set);
  plainLines(paper, copy.device, set.gap);
  heading(paper, COPY_HEADINGS.broken, set);
  drawBroken(paper, copy, set);
  if (!whole) paper.turn('plain');
  heading(paper, COPY_HEADINGS.kept, set);
  plainLines(paper, copy.kept, set.gap);
}

const above = (set: Setting): number => 6 + set.gap;
const headingHeight = (paper: Paper, text: string, set: Setting): number =>
  above(set) + paper.height(text, HEADING) + 4;

function firstHeight(paper: Paper, copy: PersonCopy, set: Setting): number {
  const facts = copy.facts.reduce((sum, fact) => sum + rowHeight(paper, fact, set) + set.gap, 0) + 16;
  return (
    paper.height(COPY_HEADINGS.device, TITLE) +
    6 +
    plainLinesHeight(paper, [COPY_LINES.forYou], set.gap + 4) +
    facts +
    plainLinesHeight(paper, copy.device, set.gap) +
    headingHeight(paper, COPY_HEADINGS.broken, set) +
    brokenParts(paper, copy, set).height
  );
}

const keptHeight = (paper: Paper, copy: PersonCopy, set: Setting): number =>
  headingHeight(paper, COPY_HEADINGS.kept, set) + plainLinesHeight(paper, copy.kept, set.gap);

function heading(paper: Paper, text: string, set: Setting): void {
  paper.y += above(set);
  paper.tagged('H2', () => {
    paper.y += paper.text(text, MARGIN.left, paper.y, HEADING) + 4;
  });
}

type Fact = PersonCopy['facts'][number];
const labelStyle = (set: Setting) => ({
  size: Math.min(PLAIN_SIZE, set.value + 2),
  colour: MUTED,
  width: LABEL - 8,
  lineGap: 0,
});
const valueStyle = (set: Setting) => ({ face: 'strong', size: set.value, width: WIDTH - LABEL, lineGap: 0 }) as const;
const rowHeight = (paper: Paper, { label, value }: Fact, set: Setting): number =>
  Math.max(paper.height(label, labelStyle(set)), paper.height(value, valueStyle(set)));

function drawFacts(paper: Paper, facts: readonly Fact[], set: Setting): void {
  const drawOne = (fact: Fact, list: Element) => {
    const fill = (item: Element) => {
      paper.say('Lbl', fact.label, MARGIN.left, paper.y, labelStyle(set), item);
      paper.say('LBody', fact.value, MARGIN.left + LABEL, paper.y, valueStyle(set), item);
    };
    paper.group('LI', fill, list);
    paper.y += rowHeight(paper, fact, set) + set.gap;
  };
  paper.artifact(() => rule(paper, paper.y));
  paper.y += 6;
  paper.group('L', (list) => {
    for (const fact of facts) drawOne(fact, list);
  });
  paper.artifact(() => rule(paper, paper.y));
  paper.y += 10;
}

/** The lines that stand beside the QR, and those under it, which have the width of the page. */
function brokenParts(paper: Paper, { broken, report }: PersonCopy, { gap }: Setting) {
  const width = report ? WIDTH - QR - 24 : WIDTH;
  const least = report ? QR - BESIDE_HEADING + 4 : 0;
  const upTo = (n: number) => plainLinesHeight(paper, broken.slice(0, n), gap, width);
  let n = broken.length;
  // A long line beside it would be twice as high as under it.
  while (report && n > 1 && upTo(n) > least) n--;
  const beside = { lines: broken.slice(0, n), width, height: Math.max(upTo(n), least) };
  const under = broken.slice(n);
  return { beside, under, height: beside.height + plainLinesHeight(paper, under, gap) };
}

/** What to do, and beside it the QR that leads to the page where a fault of this device is reported. */
function drawBroken(paper: Paper, copy: PersonCopy, set: Setting): void {
  const top = paper.y;
  const { beside, under } = brokenParts(paper, copy, set);
  plainLines(paper, beside.lines, set.gap, beside.width);
  if (copy.report) {
    const alt = `Code QR pour signaler une panne de cet appareil : ${copy.report}`;
    placeQr(paper, copy.report, { x: MARGIN.left + WIDTH - QR, top: top - BESIDE_HEADING, size: QR }, alt);
  }
  paper.y = top + beside.height;
  if (under.length) plainLines(paper, under, set.gap);
}
