import { drawSheetHead, fitted, type SheetTemplate } from '../../paper/blocks.js';
import type { Paper } from '../../paper/paper.js';
import { A4, MARGIN, WIDTH } from '../../paper/theme.js';

// What is filled in by hand on the day the network is down: black on white, large fields, and what to type in afterwards.

export interface FallbackFacts {
  readonly organisation: string;
  readonly helpline: string | null;
  /** What a person who is given a device confirms, word for word: above the signature. */
  readonly promise?: string;
}

const BLACK = '#000000';
const BOX = 26;
const FIELD = 30;
const STRONG = { size: 11, face: 'strong', colour: BLACK, lineGap: 0 } as const;

/** A line to write on, under its label. @returns the room it took */
function field(paper: Paper, label: string, x: number, y: number, width: number, height = FIELD): number {
  paper.say('P', label, x, y, { size: 9.5, colour: BLACK, width, lineGap: 0 });
  paper.artifact(() =>
    paper.doc
      .rect(x, y + 13, width, height)
      .lineWidth(0.8)
      .stroke(BLACK),
  );
  return 13 + height + 9;
}

function fields(paper: Paper, labels: readonly (readonly [label: string, share: number])[], height = FIELD): void {
  const gap = 12;
  const free = WIDTH - gap * (labels.length - 1);
  const shares = labels.reduce((sum, [, share]) => sum + share, 0);
  let x = MARGIN.left;
  let tall = 0;
  for (const [label, share] of labels) {
    const width = (free * share) / shares;
    tall = field(paper, label, x, paper.y, width, height);
    x += width + gap;
  }
  paper.y += tall;
}

/** A box for each sign of a label's code: seven after BN. */
function code(paper: Paper, x: number, y: number): void {
  paper.say('P', 'BN-', x, y + 6, { size: 14, face: 'strong', colour: BLACK, width: 30, lineGap: 0 });
  paper.artifact(() => {
    for (let i = 0; i < 7; i++)
      paper.doc
        .rect(x + 34 + i * 22 + (i > 3 ? 12 : 0), y, 20, BOX)
        .lineWidth(0.8)
        .stroke(BLACK);
  });
}

function ticks(paper: Paper, label: string, choices: readonly string[]): void {
  paper.say('P', label, MARGIN.left, paper.y, { size: 9.5, colour: BLACK, lineGap: 0 });
  const width = WIDTH / choices.length;
  choices.forEach((choice, i) => {
    const x = MARGIN.left + i * width;
    paper.artifact(() =>
      paper.doc
        .rect(x, paper.y + 15, 16, 16)
        .lineWidth(0.8)
        .stroke(BLACK),
    );
    paper.say('P', choice, x + 22, paper.y + 17, { size: 11, colour: BLACK, width: width - 26, lineGap: 0 });
  });
  paper.y += 42;
}

function part(paper: Paper, title: string): void {
  paper.section(title);
  paper.room(0);
}

function head(paper: Paper, f: FallbackFacts, title: string, lead: string): void {
  drawSheetHead(paper, A4.width, MARGIN.left, 34);
  paper.y = 78;
  paper.tagged('H1', () => {
    paper.y += paper.text(title, MARGIN.left, paper.y, { face: 'strong', size: 21, colour: BLACK, lineGap: 0 }) + 4;
  });
  paper.y += paper.say('P', lead, MARGIN.left, paper.y, { size: 10.5, colour: BLACK }) + 8;
  const top = paper.y;
  fields(paper, [
    ['Organisation', 3],
    ['Date et heure', 2],
    ['Nom ou n° d’opérateur', 1.6],
  ]);
  if (!f.organisation) return;
  const style = { size: 9.5, colour: BLACK, width: WIDTH * 0.42, lineGap: 0 };
  paper.say('P', f.organisation, MARGIN.left + 5, top + 16, fitted(paper, f.organisation, style, FIELD - 4));
}

function foot(paper: Paper, f: FallbackFacts, text: string): void {
  const footer = `${text}${f.helpline ? ` Aide : ${f.helpline}.` : ''}`;
  paper.say('P', footer, MARGIN.left, A4.height - 66, { size: 10, colour: BLACK, lineGap: 1 });
}

const donation: SheetTemplate<FallbackFacts> = {
  title: () => 'Feuille de secours : recevoir un don',
  render(paper, f) {
    head(
      paper,
      f,
      'Recevoir un don',
      'Quand le réseau est en panne. Une ligne par appareil ; collez une étiquette du rouleau sur l’appareil, et recopiez son code.',
    );
    fields(paper, [
      ['Donateur (ou n° du don, s’il était annoncé)', 3],
      ['Commune', 2],
    ]);
    fields(paper, [
      ['Qui l’apporte, et où le rappeler', 3],
      ['Lieu de dépôt', 2],
    ]);
    const rows = 9;
    for (let i = 1; i <= rows; i++) {
      paper.say('P', `${i}`, MARGIN.left, paper.y + 18, { size: 11, face: 'strong', colour: BLACK, width: 18 });
      code(paper, MARGIN.left + 18, paper.y + 12);
      const x = MARGIN.left + 236;
      field(paper, 'Type et marque', x, paper.y, 108, BOX);
      field(paper, 'N° de série', x + 116, paper.y, WIDTH - 236 - 116, BOX);
      paper.y += 50;
    }
    foot(
      paper,
      f,
      'Au retour du réseau : ouvrez « Dons », enregistrez ce don et chaque ligne avec son code, puis détruisez cette feuille. Les disques ne se jugent pas ici : l’atelier dira ce qu’il en a fait.',
    );
  },
};

const handover: SheetTemplate<FallbackFacts> = {
  title: () => 'Feuille de secours : remettre un appareil',
  render(paper, f) {
    head(
      paper,
      f,
      'Remettre un appareil',
      'Quand le réseau est en panne. Seulement un appareil déjà livré à votre structure pour cette personne. Une feuille par personne.',
    );
    part(paper, 'L’appareil');
    code(paper, MARGIN.left, paper.y);
    paper.y += BOX + 14;
    fields(paper, [
      ['Type, marque et modèle', 3],
      ['N° de série', 2],
    ]);
    fields(paper, [
      ['Carte SIM : 6 derniers chiffres', 2],
      ['Chargeur et accessoires', 3],
    ]);
    part(paper, 'La personne');
    fields(paper, [
      ['Référence (R-…), ou « nouvelle »', 2],
      ['Commune', 2],
    ]);
    ticks(paper, 'L’appareil a été allumé devant elle :', ['Oui, il s’allume', 'Non : ne pas remettre']);
    paper.y += paper.say('P', 'Je signe ce texte. Je l’ai lu, ou on me l’a lu.', MARGIN.left, paper.y, STRONG) + 3;
    paper.y +=
      paper.say('P', `« ${f.promise ?? ''} »`, MARGIN.left, paper.y, { size: 11, colour: BLACK, lineGap: 1 }) + 6;
    fields(paper, [['Sa signature', 1]], 64);
    fields(
      paper,
      [
        ['Signature de l’agent', 3],
        ['Où l’original est rangé', 2],
      ],
      34,
    );
    foot(
      paper,
      f,
      'Au retour du réseau : ouvrez « Remises », scannez l’appareil, choisissez la personne, joignez la photo de cette feuille à la place de la signature, et écrivez où l’original est rangé. Gardez-le sous clé, avec la feuille de remise, jusqu’à la date qu’elle dit. Une vente attend le réseau.',
    );
  },
};

const fault: SheetTemplate<FallbackFacts> = {
  title: () => 'Feuille de secours : signaler une panne',
  render(paper, f) {
    head(
      paper,
      f,
      'Signaler une panne',
      'Quand le réseau est en panne. Le nom de la personne n’est pas demandé. Trois pannes par feuille.',
    );
    for (let i = 0; i < 3; i++) {
      part(paper, `Panne ${i + 1}`);
      code(paper, MARGIN.left, paper.y);
      paper.y += BOX + 12;
      ticks(paper, 'Ce qui ne va pas :', ['Ne s’allume plus', 'Écran', 'Internet', 'Autre chose']);
      fields(paper, [
        ['Une phrase (rien sur la santé, pas de nom)', 3],
        ['Un téléphone, si la personne veut', 2],
      ]);
    }
    foot(
      paper,
      f,
      'Au retour du réseau : ouvrez « Pannes », puis « Ouvrir une panne », et tapez chaque code ; donnez à la personne le numéro et le mot obtenus, avec lesquels elle suit sa panne (/suivi). Puis détruisez cette feuille.',
    );
  },
};

export const FALLBACK_SHEETS = { don: donation, remise: handover, panne: fault } as const;
export type FallbackName = keyof typeof FALLBACK_SHEETS;
