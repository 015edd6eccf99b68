import type { Paper } from '../paper/paper.js';
import { signatures } from '../paper/signatures.js';
import { EDGE, MARGIN, WIDTH } from '../paper/theme.js';
import { day } from '../paper/typography.js';
import type { With } from './device-table.js';

/** The notice of a loss to a controller of whom no mail address is known: the words of the mail, on paper. */
export interface IncidentLetterFacts {
  readonly incident: string;
  readonly controller: { readonly id: string };
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly writtenAt: string;
}

/** To whom, sealed: many donors are people. */
export interface IncidentLetterAddressee {
  readonly name: string;
  /** Null: nobody knows it, and it is written by hand. */
  readonly address: string | null;
}

export const incidentLetter = {
  heading: () => 'Lettre au responsable des données',
  title: (f: IncidentLetterFacts) => `Lettre au responsable des données, incident ${f.incident}`,
  render(paper: Paper, f: With<IncidentLetterFacts>, to: IncidentLetterAddressee | null): void {
    const x = MARGIN.left + WIDTH / 2;
    const place = { width: WIDTH / 2, lineGap: 2 };
    paper.y += paper.say('P', to?.name ?? 'Destinataire oublié à sa date', x, paper.y, { ...place, face: 'strong' });
    if (to?.address) paper.y += paper.say('P', to.address, x, paper.y, place);
    else if (to) addressByHand(paper, x);
    paper.y += 24;
    paper.paragraph(`Le ${day(f.writtenAt, f.bank.timeZone)}`);
    paper.y += 10;
    paper.heading(incidentLetter.heading(), f.subject);
    for (const text of f.paragraphs) {
      paper.paragraph(text);
      paper.y += 6;
    }
    signatures(paper, [{ role: 'Pour la banque', party: f.bank.name, signed: null, byHand: 'name' }]);
  },
};

function addressByHand(paper: Paper, x: number): void {
  paper.artifact(() => {
    for (const n of [1, 2, 3]) {
      const at = paper.y + n * 20;
      const line = paper.doc.moveTo(x, at).lineTo(x + WIDTH / 2, at);
      line.lineWidth(0.6).dash(1.5, { space: 2 }).strokeColor(EDGE).stroke().undash();
    }
  });
  paper.y += 64;
}
