import { joined } from '#platform/kernel';
import type { BankIdentity } from '../templates/facts.js';
import type { Paper } from './paper.js';
import { qrPath } from './qr.js';
import { A4, INK, LINE, MARGIN, MUTED, WIDTH } from './theme.js';
import { day, siren } from './typography.js';

const right = MARGIN.left + WIDTH;

/** « SIREN 000 000 075 · 12 rue des Lilas, 06000 Nice · 04 93 00 00 00 ». */
const legalLine = (bank: BankIdentity): string =>
  joined(
    ' · ',
    bank.siren ? `SIREN ${siren(bank.siren)}` : null,
    bank.address?.replace(/\s*\n\s*/g, ', '),
    bank.helpline,
  );

export function drawLetterhead(paper: Paper): void {
  const { bank, number, date, undated } = paper.options;
  const top = MARGIN.top;
  const logo = paper.picture(bank.logo);
  if (logo) drawLogo(paper, logo, bank.name, top);
  const x = MARGIN.left + (logo ? LOGO.width + 14 : 0);
  const width = WIDTH - (x - MARGIN.left) - 150;
  let y = top + 1;
  y += paper.say('P', bank.name, x, y, { face: 'strong', size: logo ? 12 : 14, width, lineGap: 0 }) + 2;
  const legal = legalLine(bank);
  if (legal) y += paper.say('P', legal, x, y, { size: 8, width, colour: MUTED, lineGap: 1 });
  const side = { width: 140, align: 'right', lineGap: 0 } as const;
  paper.say('P', number, right - 140, top + 1, { ...side, face: 'code', size: 12 });
  paper.say('P', undated ?? day(date, bank.timeZone), right - 140, top + 18, { ...side, size: 8.5, colour: MUTED });
  paper.y = Math.max(y, top + (logo ? LOGO.height + 2 : 34)) + 28 * paper.sizes.air;
}

const LOGO = { width: 96, height: 40 } as const;

function drawLogo(paper: Paper, logo: Buffer, name: string, top: number): void {
  const fit: [number, number] = [LOGO.width, LOGO.height];
  paper.tagged('Figure', () => void paper.doc.image(logo, MARGIN.left, top, { fit }), {
    alt: `Logo : ${name}`,
    bbox: [MARGIN.left, top, MARGIN.left + LOGO.width, top + LOGO.height],
  });
}

/** The top of the following pages, for the eye only. A long title takes the lines it needs. */
export function drawRunningHead(paper: Paper): void {
  if (paper.options.framed === false) return;
  const { bank, title, number } = paper.options;
  const style = { size: 8.5, colour: MUTED, width: WIDTH - 130, lineGap: 1 };
  const line = `${title} · ${bank.name}`;
  const height = Math.max(11, paper.height(line, style));
  paper.artifact(() => {
    paper.text(line, MARGIN.left, paper.y, style);
    paper.text(number, right - 120, paper.y, { face: 'code', size: 9, width: 120, align: 'right' });
    rule(paper, paper.y + height + 6);
  }, 'Pagination');
  paper.y += height + 6 + 15 * paper.sizes.air;
}

const QR = 42;

export function drawFooters(paper: Paper): void {
  const { start, count } = paper.doc.bufferedPageRange();
  const { number } = paper.options;
  const y = A4.height - 40;
  const small = { size: 8, colour: MUTED, width: 340, lineGap: 0 } as const;
  for (let page = start; page < start + count; page++) {
    paper.doc.switchToPage(page);
    const plain = paper.plainPages.has(page);
    const verification = plain ? null : paper.options.verification;
    const x = MARGIN.left + (verification ? QR + 12 : 0);
    if (verification) drawVerification(paper, verification, page === start);
    paper.artifact(() => {
      rule(paper, y - 9, LINE, 0.75, x);
      const line = plain ? `Document ${number}` : `Document ${number} · empreinte des données `;
      paper.text(line, x, y, small);
      if (!plain)
        paper.text(paper.fingerprint, x + paper.widthOf(line, small) + 2, y, { ...small, face: 'mono', width: 140 });
      if (verification) {
        const [site, code] = spoken(verification, number);
        const check = `Est-il authentique ? ${site} · code `;
        paper.text(check, x, y + 13, { ...small, size: 7.5 });
        const at = x + paper.widthOf(check, { ...small, size: 7.5 }) + 2;
        paper.text(code, at, y + 13, { ...small, face: 'mono', size: 7.5, width: 200 });
      }
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

/** The QR that leads to the page of this paper: a figure once, for the eye again on the pages that follow. */
function drawVerification(paper: Paper, address: string, first: boolean): void {
  const place = { x: MARGIN.left, top: A4.height - 13 - QR, size: QR };
  const alt = `Code QR qui mène à la page de vérification de ce document : ${address}`;
  if (first) placeQr(paper, address, place, alt);
  else paper.artifact(() => drawQr(paper, address, place), 'Pagination');
}

interface QrPlace {
  readonly x: number;
  readonly top: number;
  readonly size: number;
}

/** A QR on a page, with what a screen reader says of it. */
export function placeQr(paper: Paper, address: string, place: QrPlace, alt: string): void {
  const { x, top, size } = place;
  const bbox = [x, top, x + size, top + size];
  paper.tagged('Figure', () => drawQr(paper, address, place), { alt, bbox });
}

function drawQr(paper: Paper, address: string, { x, top, size }: QrPlace): void {
  // pdfkit's page is turned upside down; the path is written in PDF's own axes.
  const path = qrPath(address, x, A4.height - top - size, size);
  paper.doc.addContent(`q 1 0 0 -1 0 ${A4.height} cm 0 0 0 rg\n${path}\nQ`);
}

/** The address of a person without a camera: the page, and the code to type there, in groups of four. */
function spoken(address: string, number: string): [string, string] {
  const at = address.lastIndexOf(`/${number.toUpperCase()}-`);
  const code = address.slice(at + number.length + 2);
  return [
    address
      .slice(0, at)
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/v$/, 'V'),
    code.match(/.{1,4}/g)!.join(' '),
  ];
}

export function rule(
  paper: Paper,
  y: number,
  colour: string = LINE,
  thickness = 0.75,
  from: number = MARGIN.left,
): void {
  paper.doc.moveTo(from, y).lineTo(right, y).lineWidth(thickness).strokeColor(colour).stroke();
}
