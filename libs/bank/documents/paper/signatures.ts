import type { ConfirmationForm } from '#bank/people';
import { ORGANISATION_KIND_WORDS } from '#platform/kernel';
import type { Party, Signed } from '../templates/facts.js';
import type { Paper } from './paper.js';
import { pictogram } from './pictograms.js';
import { EDGE, MARGIN, MUTED, OK, WIDTH } from './theme.js';
import { moment } from './typography.js';

export interface SignatureBox {
  readonly role: string;
  readonly party: string;
  /** What was confirmed, or null for a box to be signed by hand. */
  readonly signed: Signed | null;
  /** Who signs by hand: somebody by their name, or, in a workshop, its supervisor by name and a technician by number. */
  readonly byHand?: 'name' | 'number' | 'place';
}

/** Who signs by hand for a party: a name; in a workshop, where a technician's would tell a disability, a name or a number. */
export const handOf = (party: Party): 'name' | 'number' =>
  party.kind === ORGANISATION_KIND_WORDS.ea || party.kind === ORGANISATION_KIND_WORDS.esat ? 'number' : 'name';

const IMAGE = 38;
/** A line to write on; 7 millimetres where type is smallest. */
const lineOf = (paper: Paper): number => (paper.tight ? 20 : 27);
const MARK = 28;

interface Laid {
  readonly gap: number;
  readonly flat: boolean;
  readonly width: number;
  readonly room: number;
  /** From the top of a box to what is signed. */
  readonly below: number;
  readonly height: number;
}

const headStyles = (paper: Paper, width: number) => ({
  label: { size: paper.sizes.label, colour: MUTED, width, lineGap: 0 },
  party: { face: 'strong' as const, size: paper.sizes.body, width, lineGap: 0 },
});

function layOut(paper: Paper, boxes: readonly SignatureBox[]): Laid {
  const gap = 16;
  const flat = boxes.length === 1;
  const width = (WIDTH - gap * (boxes.length - 1)) / boxes.length;
  const room = flat ? width / 2 - 22 : width - 28;
  const { label, party } = headStyles(paper, room);
  // A name of two lines pushes what is signed down, and the boxes grow together.
  const heads = boxes.map((box) => 16 + paper.height(box.role, label) + paper.height(box.party, party));
  const feet = boxes.map((box) => footHeight(paper, box, room));
  const below = flat ? 16 : Math.max(paper.tight ? 46 : 60, ...heads.map((head) => head + 10 * paper.sizes.air));
  const height = flat
    ? Math.max(62, heads[0]! + 14, feet[0]! + 32)
    : below + Math.max(48, ...feet.map((f) => f + 14 * paper.sizes.air));
  return { gap, flat, width, room, below, height };
}

export const signaturesHeight = (paper: Paper, boxes: readonly SignatureBox[]): number =>
  layOut(paper, boxes).height + 10 * paper.sizes.air + 4;

/** The confirmations side by side: dated and by name or number, or lines to fill by hand. One alone lies flat. */
export function signatures(paper: Paper, boxes: readonly SignatureBox[]): void {
  const { gap, flat, width, room, below, height } = layOut(paper, boxes);
  const { label, party } = headStyles(paper, room);
  paper.room(height + 10 * paper.sizes.air + 4);
  paper.y += 10 * paper.sizes.air;
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
    else drawBlank(paper, place[0], place[1] - (flat ? 2 : 4), room, blanks(box));
  });
  paper.y += height + 10;
}

const blanks = (box: SignatureBox): readonly string[] =>
  box.byHand === 'place'
    ? ['Nom et qualité', 'Fait à', 'Le', 'Signature']
    : box.byHand === 'name'
      ? ['Nom, qualité, date', 'Signature']
      : ["Nom ou n° d'opérateur, date", 'Signature'];

const styles = (paper: Paper, width: number) => {
  const style = { size: paper.sizes.table, width: width - MARK, lineGap: 1 };
  return { style, strong: { ...style, face: 'strong' as const } };
};

function footHeight(paper: Paper, box: SignatureBox, width: number): number {
  if (!box.signed) return blanks(box).length * lineOf(paper) - 8;
  const { style, strong } = styles(paper, width);
  const { who, how, toSign } = signedWords(paper, box.signed);
  const between = box.signed.person?.image ? IMAGE + 6 : toSign ? lineOf(paper) : 0;
  return paper.height(who, strong) + between + paper.height(how, style) + 2;
}

function drawSigned(paper: Paper, signed: Signed, x: number, y: number, width: number): void {
  const { style, strong } = styles(paper, width);
  const { who, how, toSign } = signedWords(paper, signed);
  paper.artifact(() => {
    paper.doc.circle(x + 10, y + 16, 10).fill(toSign ? '#eceae4' : '#e2f2e6');
    pictogram(paper.doc, toSign ? 'signature' : 'check', x + 4, y + 10, 12, toSign ? MUTED : OK);
  });
  let at = y + paper.say('P', who, x + MARK, y, strong) + 1;
  const image = paper.picture(signed.person?.image);
  if (image) {
    const box = [x + MARK, at + 2, x + width, at + 2 + IMAGE] as const;
    const fit: [number, number] = [width - MARK, IMAGE];
    paper.tagged('Figure', () => void paper.doc.image(image, box[0], box[1], { fit }), {
      alt: `Signature de ${signed.person!.name}`,
      bbox: [...box],
    });
    at += IMAGE + 6;
  } else if (toSign) {
    drawBlank(paper, x + MARK, at + 6, width - MARK, ['Signature']);
    at += lineOf(paper);
  }
  paper.say('P', how, x + MARK, at, style);
}

function signedWords(paper: Paper, signed: Signed): { who: string; how: string; toSign: boolean } {
  const { person, confirmed } = signed;
  const when = times(paper, signed);
  const operator = `l'opérateur n° ${signed.operator}`;
  if (person && !person.own)
    return {
      who: `${person.name}, ${person.quality}`,
      how: `${person.image ? 'Signature imprimée. Établi' : 'Préparé'} par ${operator}, ${when}`,
      toSign: !person.image,
    };
  const name = person ? `${person.name}, ${person.quality}` : operator;
  return { who: `${confirmed ? 'Signé' : 'Enregistré'} par ${name}`, how: when, toSign: false };
}

/** When, and by which fresh authentication: one of a moment ago holds for the same act, then both times are said. */
function times(paper: Paper, { at, confirmed }: Signed): string {
  const { timeZone } = paper.options.bank;
  const when = `le ${moment(at, timeZone)}`;
  if (!confirmed) return when;
  const how = `${CONFIRMED_BY[confirmed.form]} le ${moment(confirmed.at, timeZone)}`;
  return moment(confirmed.at, timeZone) === moment(at, timeZone) ? how : `${when}, ${how}`;
}

/** What somebody did to sign, as papers say it: the means, and no more than the means. */
const CONFIRMED_BY: Readonly<Record<ConfirmationForm, string>> = { password: 'mot de passe ressaisi' };

function drawBlank(paper: Paper, x: number, y: number, width: number, labels: readonly string[]): void {
  const style = { size: paper.sizes.label, colour: MUTED, width, lineGap: 0 };
  labels.forEach((label, i) => {
    const at = y + i * lineOf(paper);
    const from = x + paper.widthOf(label, style) + 8;
    paper.say('P', label, x, at, style);
    paper.artifact(() => {
      const line = paper.doc.moveTo(from, at + 10).lineTo(x + width, at + 10);
      line.lineWidth(0.6).dash(1.5, { space: 2 }).strokeColor(EDGE).stroke().undash();
    });
  });
}
