import { joined } from '#platform/kernel';
import { cited, keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { table } from '../paper/table.js';
import { EDGE, MARGIN, MUTED, WIDTH } from '../paper/theme.js';
import { counted, moment, shownCode } from '../paper/typography.js';
import type { With } from './device-table.js';
import type { LegalText } from './issuer.js';

/** A device, or a medium that had been taken out of one, as the incident lists it for one controller. */
export interface LostThing {
  /** « SUP-7K3F-92Q » of a medium; a device's code as it is stored. */
  readonly code: string;
  readonly removed: boolean;
  readonly what: string;
  readonly how: 'lost' | 'stolen';
  /** What the gate lacked, medium by medium: model, serial, why. */
  readonly media: readonly string[];
  /** Null: a person. */
  readonly custodian: string | null;
  readonly place: string | null;
  readonly heldSince: string | null;
  readonly seen: { readonly at: string; readonly operator: number | null; readonly organisation: string | null } | null;
  readonly lostAt: string;
  readonly foundAt: string | null;
}

/** What the bank knows of a loss, for one controller, on the day the sheet was made. Who is a private person is not named. */
export interface IncidentSheetFacts {
  readonly incident: { readonly number: string; readonly openedAt: string };
  readonly controller: {
    readonly id: string;
    readonly name: string;
    /** « Donateur », « Structure », « La banque elle-même ». */
    readonly kind: string;
    /** A private person answers for no processing (GDPR, art. 2.2.c). */
    readonly household: boolean;
    /** The bank answers for these data itself, so that nobody is told. */
    readonly itself: boolean;
    readonly toldAt: string | null;
    /** « par mail » */
    readonly toldHow: string | null;
    readonly answer: string | null;
  };
  readonly madeAt: string;
  readonly declared: { readonly operator: number | null; readonly organisation: string | null };
  readonly things: readonly LostThing[];
  readonly hours: { readonly notice: number; readonly controller: number };
  /** Whom to ask at the bank. */
  readonly contact: { readonly privacy: string | null; readonly phone: string | null };
  /** What a notification says, and why the bank writes, by the dated rules of that day. */
  readonly contents: LegalText;
  readonly law: { readonly processor: string; readonly controller: string };
}

export const incidentSheet = {
  heading: () => 'Fiche des faits',
  title: (f: IncidentSheetFacts) => `Fiche des faits, incident ${f.incident.number}`,
  render(paper: Paper, f: With<IncidentSheetFacts>): void {
    const { timeZone } = f.bank;
    const stolen = f.things.some(({ how }) => how === 'stolen');
    paper.heading(
      incidentSheet.heading(),
      `${stolen ? 'Vol' : 'Perte'} de matériel qui peut contenir des données. Ce que la banque sait le ${moment(f.madeAt, timeZone)}.`,
    );
    keyFacts(paper, [
      { label: 'Incident', value: f.incident.number, face: 'code', under: counted(f.things.length, 'objet') },
      { label: 'Responsable des données', value: f.controller.name, under: f.controller.kind },
      { label: 'La banque l’a su', value: moment(f.incident.openedAt, timeZone), under: by(f.declared) },
      {
        label: 'Contact à la banque',
        value: f.contact.privacy ?? f.contact.phone ?? f.bank.name,
        under: f.contact.privacy ? f.contact.phone : null,
      },
    ]);
    paper.section('Ce qui manque');
    table(
      paper,
      [
        { head: 'Code', share: 20, face: 'code' },
        { head: 'Quoi, et supports sans preuve d’effacement', share: 44 },
        { head: 'Dernière garde', share: 36 },
      ],
      f.things.map((x) => [
        x.removed ? x.code : shownCode(x.code),
        { text: x.what, under: x.media.join(' ; ') },
        { text: joined(', ', x.custodian ?? 'chez une personne', x.place), under: custody(x, timeZone) },
      ]),
    );
    paper.section('Ce que la banque a fait');
    for (const line of measures(f)) paper.paragraph(line);
    blank(paper, 'Plainte (date, service, numéro)', 1);
    blank(paper, 'Autres mesures prises ou proposées par la banque', 2);
    if (f.controller.household) {
      notice(
        paper,
        'Si vos mots de passe ou vos comptes étaient sur cet appareil, changez-les, et prévenez votre banque si vous y aviez ses codes.',
      );
      return;
    }
    paper.section('Ce que vous seul connaissez');
    cited(paper, f.contents);
    for (const [label, lines] of BLANKS) blank(paper, label, lines);
    paper.paragraph(
      `Le responsable des données décide d’une notification à la CNIL, dans les ${f.hours.controller} heures après avoir été prévenu (${f.law.controller}).`,
    );
  },
};

/** What only a controller knows of the data: GDPR, art. 33, 3, whose words stand on the paper from their dated row. */
const BLANKS = [
  ['Nature des données (catégories)', 2],
  ['Personnes concernées : catégories, nombre approximatif', 2],
  ['Enregistrements concernés : catégories, nombre approximatif', 1],
  ['Délégué à la protection des données, ou autre contact', 1],
  ['Conséquences probables pour les personnes', 2],
  ['Mesures prises ou proposées, information des personnes', 2],
] as const;

const by = ({ operator, organisation }: { readonly operator: number | null; readonly organisation: string | null }) =>
  joined(', ', operator === null ? null : `opérateur n° ${operator}`, organisation) || null;

function custody(x: LostThing, timeZone: string): string {
  return joined(
    ' · ',
    x.heldSince && `depuis le ${moment(x.heldSince, timeZone)}`,
    x.seen && `vu le ${joined(', ', moment(x.seen.at, timeZone), by(x.seen))}`,
    `${x.how === 'stolen' ? 'vol' : 'perte'} le ${moment(x.lostAt, timeZone)}`,
    x.foundAt && `retrouvé le ${moment(x.foundAt, timeZone)}`,
  );
}

function measures(f: With<IncidentSheetFacts>): string[] {
  const { timeZone } = f.bank;
  const { toldAt, toldHow, answer, household, itself } = f.controller;
  const found = f.things.filter(({ foundAt }) => foundAt).length;
  return [
    'La coordination de la banque et l’organisation qui avait ce matériel voient cet incident depuis sa déclaration.',
    itself
      ? 'La banque répond elle-même de ces données : elle décide d’une notification à la CNIL.'
      : toldAt
        ? `Le responsable des données a été prévenu le ${joined(', ', moment(toldAt, timeZone), toldHow)}${household ? '' : ` (${f.law.processor})`}.`
        : `Le responsable des données n’est pas encore prévenu : la convention promet ${f.hours.notice} heures.`,
    ...(answer ? [`Sa réponse : ${answer}.`] : []),
    'Un appareil déclaré perdu ou volé ne peut plus être remis. S’il revient, ses données sont inconnues : ses supports sont à effacer ou à détruire de nouveau.',
    ...(found ? [`${counted(found, 'objet')} sur ${f.things.length} retrouvé${found > 1 ? 's' : ''} à ce jour.`] : []),
  ];
}

/** Lines to write on, under their label: never apart. */
function blank(paper: Paper, label: string, lines: number): void {
  const style = { size: paper.sizes.label, colour: MUTED, lineGap: 0 };
  const line = 22;
  paper.room(paper.height(label, style) + lines * line + 6);
  paper.y += 2;
  paper.y += paper.say('P', label, MARGIN.left, paper.y, style);
  paper.artifact(() => {
    for (let n = 1; n <= lines; n++) {
      const at = paper.y + n * line - 4;
      const drawn = paper.doc.moveTo(MARGIN.left, at).lineTo(MARGIN.left + WIDTH, at);
      drawn.lineWidth(0.6).dash(1.5, { space: 2 }).strokeColor(EDGE).stroke().undash();
    }
  });
  paper.y += lines * line + 4;
}
