import { readyToDraw } from '../paper/fonts.js';
import type { LabelStock } from '../paper/labels/label-formats.js';
import { cornerOf, MM, paddingOf, paperOf, placesOf, SHEET } from '../paper/labels/label-formats.js';
import { Paper } from '../paper/paper.js';
import { BRAND, EDGE, INK } from '../paper/theme.js';
import type { BankIdentity } from './facts.js';

export interface Calibration {
  readonly stock: LabelStock;
  /** As it stands now, in millimetres; the page is drawn with it, so that a second one shows that it was right. */
  readonly offset: { readonly x: number; readonly y: number };
  readonly bank: BankIdentity;
}

/** On plain paper, to hold against a sheet of labels: the edge of each label, a cross at the corner of the first, and rulers. */
export async function* calibrationPage({ stock, offset, bank }: Calibration): AsyncGenerator<Buffer> {
  await readyToDraw();
  const title = 'Page de calibrage';
  const paper = new Paper({
    title,
    number: stock.name,
    date: '2026-01-01T00:00:00.000Z',
    bank,
    factsSha256: '',
    framed: false,
    page: paperOf(stock),
  });
  drawEdges(paper, stock, offset);
  if (stock.feed === 'sheet') {
    drawRulers(paper);
    drawWords(paper, stock, offset);
  } else
    paper.tagged(
      'P',
      () =>
        void paper.text(`${stock.width} × ${stock.height} mm`, 4 * MM, 4 * MM, {
          size: 8,
          width: stock.width * MM - 8 * MM,
        }),
    );
  paper.end();
  yield* paper.doc as unknown as AsyncIterable<Buffer>;
}

function drawEdges(paper: Paper, stock: LabelStock, offset: { x: number; y: number }): void {
  const { doc } = paper;
  const edge = paddingOf(stock);
  paper.artifact(() => {
    for (let place = 0; place < placesOf(stock); place++) {
      const corner = cornerOf(stock, place);
      const [x, y] = [(corner.x + offset.x) * MM, (corner.y + offset.y) * MM];
      doc
        .rect(x, y, stock.width * MM, stock.height * MM)
        .lineWidth(0.4)
        .dash(1.4, { space: 1.4 })
        .stroke(EDGE);
      doc.undash();
      doc
        .rect(x + edge * MM, y + edge * MM, (stock.width - 2 * edge) * MM, (stock.height - 2 * edge) * MM)
        .lineWidth(0.3)
        .stroke('#c9c5bb');
    }
    const first = cornerOf(stock, 0);
    cross(paper, (first.x + offset.x) * MM, (first.y + offset.y) * MM, 3 * MM);
  });
}

/** Rulers along the first label: each millimetre, longer every five, with its number every ten. */
function drawRulers(paper: Paper): void {
  const { doc } = paper;
  paper.artifact(() => {
    for (const along of ['x', 'y'] as const) {
      const length = along === 'x' ? SHEET.width : SHEET.height;
      for (let mm = 5; mm <= length - 5; mm++) {
        const tall = (mm % 10 === 0 ? 3.4 : mm % 5 === 0 ? 2.4 : 1.4) * MM;
        const at = mm * MM;
        const from = 4 * MM;
        if (along === 'x') doc.moveTo(at, from).lineTo(at, from + tall);
        else doc.moveTo(from, at).lineTo(from + tall, at);
        doc.lineWidth(0.35).stroke(INK);
      }
      for (let mm = 10; mm <= length - 10; mm += 10) {
        const at = mm * MM;
        const style = { size: 5.5, width: 20, colour: INK, lineGap: 0 };
        if (along === 'x') paper.text(String(mm), at + 1.2, 6.4 * MM, style);
        else paper.text(String(mm), 6.4 * MM + 1, at + 0.4, style);
      }
    }
  });
}

function drawWords(paper: Paper, stock: LabelStock, offset: { x: number; y: number }): void {
  const mm = (value: number) => new Intl.NumberFormat('fr-FR', { signDisplay: 'exceptZero' }).format(value);
  const width = 118 * MM;
  const x = (210 * MM - width) / 2;
  let y = 96 * MM;
  const box = 97 * MM;
  paper.artifact(() => {
    paper.doc
      .rect(x - 5 * MM, y - 6 * MM, width + 10 * MM, box)
      .lineWidth(0.8)
      .fillAndStroke('#ffffff', BRAND);
  });
  y += paper.say('H1', 'Page de calibrage', x, y, { face: 'strong', size: 17, width }) + 3;
  y +=
    paper.say(
      'P',
      `${stock.name}. Décalage déjà réglé : ${mm(offset.x)} mm vers la droite, ${mm(offset.y)} mm vers le bas.`,
      x,
      y,
      { size: 10, width },
    ) + 6;
  for (const step of STEPS) y += paper.say('P', step, x, y, { size: 10, width }) + 3;
  y += 4;
  const from = y + 4;
  paper.artifact(() => {
    paper.doc
      .moveTo(x, from)
      .lineTo(x + 100 * MM, from)
      .lineWidth(0.8)
      .stroke(INK);
    for (const end of [0, 100])
      paper.doc
        .moveTo(x + end * MM, from - 6)
        .lineTo(x + end * MM, from + 6)
        .stroke(INK);
  });
  paper.say('P', 'Ce trait mesure 100 mm. Sinon, imprimez « à la taille réelle » (100 %).', x, from + 8, {
    size: 9,
    width,
  });
}

const STEPS = [
  '1. Imprimez cette page sur du papier ordinaire, à la taille réelle (100 %), sans « ajuster à la page ».',
  '2. Posez-la derrière une planche d’étiquettes neuve, coins alignés, devant une fenêtre.',
  '3. Regardez la croix du premier coin et celui de la première étiquette. Si la croix est trop à gauche de 1 mm, écrivez 1 vers la droite ; trop à droite, écrivez −1. De même de haut en bas.',
  '4. Écrivez ces deux nombres sur la page « Calibrage », puis imprimez de nouveau pour vérifier.',
];

function cross(paper: Paper, x: number, y: number, arm: number): void {
  paper.doc
    .moveTo(x - arm, y)
    .lineTo(x + arm, y)
    .moveTo(x, y - arm)
    .lineTo(x, y + arm)
    .lineWidth(0.7)
    .stroke(BRAND);
}
