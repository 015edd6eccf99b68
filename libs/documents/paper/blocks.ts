import { ORGANISATION_KIND_WORDS, type OrganisationKind } from '#kernel';
import type { ConfirmationForm } from '#people';
import type { Party, Signed } from '../templates/facts.js';
import type { Face } from './fonts.js';
import { rule } from './frame.js';
import type { Paper } from './paper.js';
import { type Pictogram, pictogram } from './pictograms.js';
import { ATTENTION, ATTENTION_TINT, BRAND, EDGE, INK, MARGIN, MUTED, OK, TINT, WIDTH } from './theme.js';
import { moment, siren } from './typography.js';

export interface KeyFact {
  readonly label: string;
  readonly value: string;
  readonly under?: string | null;
  readonly face?: Face;
}

/** A kind of organisation in words; any other word stands for itself. */
const inWords = (kind: string): string => ORGANISATION_KIND_WORDS[kind as OrganisationKind] ?? kind;

/** « SIREN 130 025 265 », « SIRET … »; nothing when there is none. */
export const legal = (party: Party): string | null =>
  [
    party.kind ? inWords(party.kind) : null,
    party.siren ? `${party.siren.length === 14 ? 'SIRET' : 'SIREN'} ${siren(party.siren)}` : null,
    party.address,
  ]
    .filter(Boolean)
    .join(' · ') || null;

/** The facts that matter most, side by side, label over value: a list for who listens. */
export function keyFacts(paper: Paper, facts: readonly KeyFact[], columns = 2): void {
  const gap = 24;
  const width = (WIDTH - gap * (columns - 1)) / columns;
  const label = { size: paper.sizes.label, colour: MUTED, width, lineGap: 0 };
  const value = (f: KeyFact) => ({
    face: f.face ?? ('strong' as const),
    size: paper.sizes.body + 1,
    width,
    lineGap: 1,
  });
  const under = { size: paper.sizes.label + 0.5, colour: MUTED, width, lineGap: 1 };
  const tall = (f: KeyFact) =>
    paper.height(f.label, label) +
    3 +
    paper.height(f.value, value(f)) +
    (f.under ? paper.height(f.under, under) + 1 : 0);
  for (let i = 0; i < facts.length; i += columns) {
    const row = facts.slice(i, i + columns);
    const height = Math.max(...row.map(tall));
    paper.room(height + 24);
    paper.artifact(() => rule(paper, paper.y));
    paper.y += 11;
    paper.group('L', (list) => {
      row.forEach((fact, c) => {
        const x = MARGIN.left + c * (width + gap);
        paper.group(
          'LI',
          (item) => {
            let y = paper.y + paper.say('Lbl', fact.label, x, paper.y, label, item) + 3;
            paper.group(
              'LBody',
              (body) => {
                y += paper.say('P', fact.value, x, y, value(fact), body) + 1;
                if (fact.under) paper.say('P', fact.under, x, y, under, body);
              },
              item,
            );
          },
          list,
        );
      });
    });
    paper.y += height + 11;
  }
  paper.artifact(() => rule(paper, paper.y));
  paper.y += 8;
}

/** A sentence that must not be missed, on a tinted ground, with its pictogram. */
export function notice(
  paper: Paper,
  text: string,
  kind: 'info' | 'attention' = 'info',
  icon: Pictogram = 'info',
): void {
  const style = { width: WIDTH - 54, colour: kind === 'info' ? INK : ATTENTION };
  const height = paper.height(text, style) + 20;
  paper.room(height + 12);
  paper.y += 6;
  paper.artifact(() => {
    paper.doc.roundedRect(MARGIN.left, paper.y, WIDTH, height, 9).fill(kind === 'info' ? TINT : ATTENTION_TINT);
    pictogram(paper.doc, icon, MARGIN.left + 14, paper.y + height / 2 - 9, 18, kind === 'info' ? BRAND : ATTENTION);
  });
  paper.say('P', text, MARGIN.left + 42, paper.y + 11, style);
  paper.y += height + 8;
}

export interface SignatureBox {
  /** « Remis par », « Reçu par ». */
  readonly role: string;
  readonly party: string;
  /** What was confirmed, or null for a box to be signed by hand. */
  readonly signed: Signed | null;
  /** True for somebody without an operator number: a donor signs by hand. */
  readonly outsider?: boolean;
}

/** The height that signatures ask for, so that a table can keep its last row with them. */
export const SIGNATURES_HEIGHT = 134;

/** The confirmations side by side: dated and by an operator number, or lines to fill by hand. One alone lies flat. */
export function signatures(paper: Paper, boxes: readonly SignatureBox[]): void {
  const gap = 16;
  const flat = boxes.length === 1;
  const width = (WIDTH - gap * (boxes.length - 1)) / boxes.length;
  const room = flat ? width / 2 - 22 : width - 28;
  const label = { size: paper.sizes.label, colour: MUTED, width: room, lineGap: 0 };
  const party = { face: 'strong' as const, size: paper.sizes.body, width: room, lineGap: 0 };
  // A name of two lines pushes what is signed down, and the boxes grow together.
  const heads = boxes.map((box) => 16 + paper.height(box.role, label) + paper.height(box.party, party));
  const below = flat ? 16 : Math.max(60, ...heads.map((head) => head + 10));
  const height = flat ? Math.max(62, heads[0]! + 14) : below + 48;
  paper.room(height + 16);
  paper.y += 10;
  boxes.forEach((box, i) => {
    const x = MARGIN.left + i * (width + gap);
    const inner = x + 14;
    paper.artifact(() =>
      paper.doc.roundedRect(x, paper.y, width, height, 9).lineWidth(0.75).strokeColor(EDGE).stroke(),
    );
    const at = paper.y + 13;
    const under = at + paper.say('P', box.role, inner, at, label) + 3;
    paper.say('P', box.party, inner, under, party);
    const place = flat ? ([inner + room + 16, paper.y + 16] as const) : ([inner, paper.y + below] as const);
    if (box.signed) drawSigned(paper, box.signed, ...place, room);
    else drawBlank(paper, place[0], place[1] - (flat ? 2 : 4), room, box.outsider ? 'Date' : "N° d'opérateur et date");
  });
  paper.y += height + 10;
}

function drawSigned(paper: Paper, signed: Signed, x: number, y: number, width: number): void {
  paper.artifact(() => {
    paper.doc.circle(x + 10, y + 16, 10).fill('#e2f2e6');
    pictogram(paper.doc, 'check', x + 4, y + 10, 12, OK);
  });
  const style = { size: paper.sizes.table, width: width - 28, lineGap: 1 };
  const { timeZone } = paper.options.bank;
  const { confirmed } = signed;
  const who = `${confirmed ? 'Signé' : 'Enregistré'} par l'opérateur n° ${signed.operator}`;
  const below = y + paper.say('P', who, x + 28, y, { ...style, face: 'strong' }) + 1;
  const when = `le ${moment(signed.at, timeZone)}`;
  if (!confirmed) {
    paper.say('P', when, x + 28, below, style);
    return;
  }
  // One of a moment ago holds for the same act: then both times are said.
  const apart = moment(confirmed.at, timeZone) !== moment(signed.at, timeZone);
  const how = `${CONFIRMED_BY[confirmed.form]} le ${moment(confirmed.at, timeZone)}`;
  paper.say('P', apart ? `${when}, ${how}` : how, x + 28, below, style);
}

/** How somebody authenticated afresh, as papers say it. */
const CONFIRMED_BY: Readonly<Record<ConfirmationForm, string>> = { password: 'mot de passe donné à nouveau' };

function drawBlank(paper: Paper, x: number, y: number, width: number, first: string): void {
  const style = { size: paper.sizes.label, colour: MUTED, width, lineGap: 0 };
  [first, 'Signature'].forEach((label, i) => {
    const at = y + i * 27;
    const from = x + paper.widthOf(label, style) + 8;
    paper.say('P', label, x, at, style);
    paper.artifact(() => {
      const line = paper.doc.moveTo(from, at + 10).lineTo(x + width, at + 10);
      line.lineWidth(0.6).dash(1.5, { space: 2 }).strokeColor(EDGE).stroke().undash();
    });
  });
}
