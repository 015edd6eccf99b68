import type { BankIdentity } from '../templates/facts.js';
import type { Paper } from './paper.js';
import { pictogram } from './pictograms.js';
import { A4, BRAND, INK, LINE, MARGIN, MUTED, WIDTH } from './theme.js';
import { day, siren } from './typography.js';

const right = MARGIN.left + WIDTH;

/** « SIREN 130 025 265 · 12 rue des Lilas, 06000 Nice · 04 93 00 00 00 ». */
const legalLine = (bank: BankIdentity): string =>
  [bank.siren ? `SIREN ${siren(bank.siren)}` : null, bank.address?.replace(/\s*\n\s*/g, ', '), bank.helpline]
    .filter(Boolean)
    .join(' · ');

/** The top of the first page: who issues the paper, its number and its date. */
export function drawLetterhead(paper: Paper): void {
  const { bank, number, date } = paper.options;
  const top = MARGIN.top;
  paper.artifact(() => {
    paper.doc.roundedRect(MARGIN.left, top, 32, 32, 9).fill(BRAND);
    pictogram(paper.doc, 'laptop', MARGIN.left + 7, top + 7, 18, '#ffffff');
  });
  const x = MARGIN.left + 44;
  const width = WIDTH - 44 - 150;
  let y = top + 1;
  y += paper.say('P', bank.name, x, y, { face: 'strong', size: 12, width, lineGap: 0 }) + 2;
  const legal = legalLine(bank);
  if (legal) y += paper.say('P', legal, x, y, { size: 8, width, colour: MUTED, lineGap: 1 });
  const side = { width: 140, align: 'right', lineGap: 0 } as const;
  paper.say('P', number, right - 140, top + 1, { ...side, face: 'code', size: 12 });
  paper.say('P', day(date, bank.timeZone), right - 140, top + 18, { ...side, size: 8.5, colour: MUTED });
  paper.y = Math.max(y, top + 34) + 28;
}

/** The top of the following pages, for the eye only. */
export function drawRunningHead(paper: Paper): void {
  if (paper.options.framed === false) return;
  const { bank, title, number } = paper.options;
  paper.artifact(() => {
    paper.text(`${bank.name} · ${title}`, MARGIN.left, paper.y, { size: 8.5, colour: MUTED, width: WIDTH - 130 });
    paper.text(number, right - 120, paper.y, { face: 'code', size: 9, width: 120, align: 'right' });
    rule(paper, paper.y + 17);
  }, 'Pagination');
  paper.y += 32;
}

/** The foot of every page, once it is known how many there are. */
export function drawFooters(paper: Paper): void {
  const { start, count } = paper.doc.bufferedPageRange();
  const y = A4.height - 40;
  for (let page = start; page < start + count; page++) {
    paper.doc.switchToPage(page);
    paper.artifact(() => {
      rule(paper, y - 9);
      paper.text(`Document ${paper.options.number} · empreinte des données`, MARGIN.left, y, {
        size: 8,
        colour: MUTED,
        width: 300,
      });
      const at = MARGIN.left + paper.widthOf(`Document ${paper.options.number} · empreinte des données `, { size: 8 });
      paper.text(paper.fingerprint, at + 2, y, { face: 'mono', size: 8, colour: MUTED, width: 140 });
      paper.text(`Page ${page - start + 1} sur ${count}`, right - 120, y, {
        face: 'strong',
        size: 8,
        width: 120,
        align: 'right',
        colour: INK,
      });
    }, 'Pagination');
  }
}

/** A hair line across the page. */
export function rule(paper: Paper, y: number, colour: string = LINE, thickness = 0.75): void {
  paper.doc.moveTo(MARGIN.left, y).lineTo(right, y).lineWidth(thickness).strokeColor(colour).stroke();
}
