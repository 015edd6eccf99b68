import type { Paper } from '../../paper/paper.js';
import { EDGE, MARGIN, MUTED, WIDTH } from '../../paper/theme.js';
import { moment } from '../../paper/typography.js';
import type { With } from '../device-table.js';
import type { HandoverFacts, HandoverIdentity } from './handover-facts.js';
import { unsigned } from './handover-words.js';

/** The person's box: who they are and when, beside what they drew, photographed or confirmed, or why nobody signed. */
export function personSigns(paper: Paper, f: With<HandoverFacts>, sealed: HandoverIdentity | null): void {
  const x = MARGIN.left + 16;
  const small = { size: paper.sizes.label, width: 190 };
  const said = [
    { text: unsigned(f) ? 'La personne' : 'Je signe', style: { ...small, colour: MUTED, lineGap: 0 }, after: 3 },
    { text: sealed?.name ?? `Référence ${f.reference}`, style: { face: 'strong' as const, width: 190 }, after: 2 },
    ...(sealed?.contact ? [{ text: sealed.contact, style: small, after: 2 }] : []),
    ...(unsigned(f) ? [] : [{ text: `le ${moment(f.handedOverAt, f.bank.timeZone)}`, style: small, after: 0 }]),
  ];
  // A long name, a contact: the box grows with what it holds.
  const height = Math.max(
    86,
    28 + said.reduce((sum, line) => sum + paper.height(line.text, line.style) + line.after, 0),
  );
  paper.room(height + 12);
  paper.y += 6;
  const top = paper.y;
  paper.artifact(() =>
    paper.doc.roundedRect(MARGIN.left, top, WIDTH, height, 9).lineWidth(0.75).strokeColor(EDGE).stroke(),
  );
  let y = top + 14;
  for (const line of said) y += paper.say('P', line.text, x, y, line.style) + line.after;
  const left = MARGIN.left + 222;
  const width = WIDTH - 238;
  const image = f.unsigned ? null : sealed?.signatureImage;
  if (image)
    paper.tagged(
      'Figure',
      () =>
        void paper.doc.image(Buffer.from(image, 'base64'), left, top + 12, {
          fit: [width, height - 24],
          align: 'center',
          valign: 'center',
        }),
      {
        alt: 'Signature de la personne',
        bbox: [left, top + 12, left + width, top + height - 12],
      },
    );
  else if (f.unsigned)
    paper.say('P', `Pas de signature. ${f.unsigned}.`, left, top + 14, { ...small, width, colour: MUTED });
  else if (f.replaces && f.unsigned === undefined)
    paper.say('P', 'Signature, si la personne est là', left, top + 14, { ...small, width, colour: MUTED });
  else if (f.signature === 'typed') paper.say('P', 'Confirmé par écrit', left, top + 42, { width, align: 'center' });
  paper.y = top + height + 8;
}
