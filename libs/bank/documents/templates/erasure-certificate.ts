import {
  certificateIntro,
  certificateTitle,
  ERASED_TOO,
  ERASURE_CLASSES,
  type ErasureClass,
  joined,
  lastReceived,
  NO_DATE,
  PROOFS,
  type Proof,
  proofLabel,
  restsOn,
} from '#platform/kernel';
import { keyFacts, legal, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { MARGIN, MUTED } from '../paper/theme.js';
import { capacity, clock, day, moment, shownCode } from '../paper/typography.js';
import { name, type With } from './device-table.js';
import type { DeviceFacts, Party, Signed } from './facts.js';

export interface ErasedMedium {
  /** In words: « SSD NVMe », « Disque dur ». */
  readonly kind: string;
  readonly model?: string | null;
  readonly serial: string | null;
  readonly sizeBytes?: number | null;
  /** Class of NIST SP 800-88; null where there was no medium to erase. */
  readonly methodClass: ErasureClass | null;
  /** In words: « PRNG, 1 passe », « Destruction physique », « Aucun support constaté ». */
  readonly method: string;
  readonly tool?: string | null;
  readonly toolVersion?: string | null;
  /** In words: « Relecture complète », « Dernière passe ». */
  readonly verification?: string | null;
  /** Its proof (`PROOFS`). Older papers call `passed` also what a person decided or vouched for. */
  readonly result: Exclude<Proof, 'nothing'>;
  /** The code under which a removed one is followed: « SUP-7K3F-92Q ». Older papers have none. */
  readonly followedAs?: string | null;
  /** When its log was received, or its statement signed. */
  readonly endedAt: string;
  /** When it ended by the clock of the machine that erased, as its log writes it, without a zone. */
  readonly endedAtLog?: string | null;
  readonly operator: number;
  /** The operator who witnessed that it was removed, destroyed or put in new; null: nobody yet. Left out where none is wanted. */
  readonly witness?: number | null;
  /** SHA-256 of the imported log, or null where the evidence is a signed statement. */
  readonly logSha256: string | null;
}

/** A drive that the logs of the machine saw beside its media, and what it is. */
export interface OtherDrive {
  readonly model: string | null;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  /** Said and signed: plugged in for the work, another's; or erased too, and nothing lists it in the device. */
  readonly what: 'plugged_in' | 'of_another' | 'erased_too';
  /** The code of the device whose it is, when it is known. */
  readonly of: string | null;
  /** Who said so, and when; null: nobody had to. */
  readonly operator: number | null;
  readonly organisation: string | null;
  readonly signedAt: string | null;
  readonly receivedAt: string;
}

export interface ErasureCertificateFacts {
  readonly device: DeviceFacts;
  readonly workshop: Party;
  readonly donation?: string | null;
  readonly media: readonly ErasedMedium[];
  /** Drives that its logs name beside these; older papers have none. */
  readonly others?: readonly OtherDrive[];
  /** When the last log was received here, or the last statement signed. On older papers what a tool's clock said, without a zone, or null. */
  readonly issuedAt: string | null;
  /** Who gave that proof, whoever caused the paper. Older papers have none. */
  readonly signed?: Signed;
  /** The paper is about one medium that was taken out of the device before: its code. */
  readonly removed?: string;
}

const calledBy = ({ media }: ErasureCertificateFacts): string => certificateTitle(media);

const absentBy = (f: With<ErasureCertificateFacts>): string => {
  const [m] = f.media;
  const when = m ? ` le ${moment(m.endedAt, f.bank.timeZone)}` : '';
  return `L’opérateur n° ${m?.operator ?? f.signed?.operator ?? ''} (${f.workshop.name}) a déclaré et signé${when}`;
};

/** When its log came here, and beside it what the tool's clock said: nobody checked that one. */
function whenOf(m: ErasedMedium, timeZone: string): string {
  const at = moment(m.endedAt, timeZone);
  if (!m.logSha256) return `le ${at}`;
  return m.endedAtLog
    ? `journal reçu le ${at} ; date donnée par l’outil : ${clock(m.endedAtLog)}`
    : `journal reçu le ${at} ; l’outil ne donne pas de date`;
}

export const erasureCertificate = {
  heading: calledBy,
  title: (f: ErasureCertificateFacts) => `${calledBy(f)}, ${f.removed ?? shownCode(f.device.code)}`,
  dated: (f: ErasureCertificateFacts) => f.issuedAt ?? { instead: NO_DATE.instead },
  render(paper: Paper, f: With<ErasureCertificateFacts>): void {
    paper.heading(calledBy(f), certificateIntro(f.media, Boolean(f.removed), absentBy(f)));
    keyFacts(paper, [
      ...(f.removed ? [{ label: 'Support retiré', value: f.removed, face: 'code' as const }] : []),
      { label: f.removed ? 'Retiré de' : 'Appareil', value: name(f.device), under: f.device.category },
      { label: 'Code', value: shownCode(f.device.code), face: 'code' },
      { label: 'N° de série', value: f.device.serial || 'non relevé', face: 'code' },
      { label: 'Don', value: f.donation || 'sans don enregistré', face: f.donation ? 'code' : 'strong' },
      { label: 'Atelier', value: f.workshop.name, under: legal(f.workshop) },
    ]);
    f.media.forEach((medium, i) => {
      drawMedium(paper, medium, f.media.length > 1 ? `Support ${i + 1} sur ${f.media.length}` : 'Support de stockage');
    });
    if (f.others?.length) drawOthers(paper, f.others);
    const last = lastReceived(f.media);
    notice(
      paper,
      joined(
        ' ',
        f.issuedAt ? `${last.received} : ${day(f.issuedAt, f.bank.timeZone)}.` : NO_DATE.sentence,
        `Établi d’après ${restsOn(f.media)}.`,
        f.media.some((m) => m.logSha256)
          ? "L'empreinte SHA-256 permet de vérifier qu’un fichier est bien le journal reçu."
          : '',
      ),
      'info',
      f.media.some((m) => PROOFS[m.result].kind === 'log') ? 'shield-check' : 'info',
    );
    if (f.signed)
      keyFacts(paper, [
        {
          label: last.givenBy,
          value: `opérateur n° ${f.signed.operator}`,
          under: f.signed.organisation,
        },
        { label: 'Le', value: moment(f.signed.at, f.bank.timeZone) },
      ]);
  },
};

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function drawMedium(paper: Paper, m: ErasedMedium, title: string): void {
  const { timeZone } = paper.options.bank;
  paper.room(m.logSha256 ? 236 : 196);
  paper.section(`${title} : ${lower(proofLabel(m.result))}`);
  keyFacts(
    paper,
    [
      {
        label: 'Support',
        value: m.kind,
        under: joined(' · ', m.model, m.sizeBytes ? capacity(m.sizeBytes) : null) || null,
      },
      {
        label: 'N° de série du support',
        value: m.serial || (m.result === 'absent' ? 'sans objet' : 'non relevé'),
        face: m.serial ? 'code' : 'strong',
      },
      {
        label: 'Résultat',
        value:
          m.result === 'removed' && m.followedAs
            ? `Retiré, suivi comme support n° ${m.followedAs}`
            : proofLabel(m.result),
        under: whenOf(m, timeZone),
      },
      {
        label: 'Classe NIST SP 800-88',
        value: m.methodClass ? ERASURE_CLASSES[m.methodClass] : 'Aucune',
        under: m.method,
      },
      {
        label: 'Outil',
        value: m.tool ? `${m.tool} ${m.toolVersion ?? ''}`.trim() : 'Déclaration signée',
        under: m.verification ? `Vérification : ${m.verification}` : null,
      },
      {
        label: 'Opérateur',
        value: `n° ${m.operator}`,
        under:
          m.witness === undefined ? null : m.witness ? `témoin : opérateur n° ${m.witness}` : 'témoin : pas encore',
      },
    ],
    3,
  );
  if (m.logSha256) {
    const label = { size: paper.sizes.label, colour: MUTED, lineGap: 0 };
    paper.room(34);
    paper.y += paper.say('P', 'Empreinte SHA-256 du journal', MARGIN.left, paper.y, label) + 3;
    paper.y += paper.say('P', m.logSha256, MARGIN.left, paper.y, { face: 'mono', size: 9 });
  }
  paper.y += 6;
}

const OTHERS = {
  plugged_in: 'Branché pour le travail',
  of_another: 'D’un autre appareil',
  erased_too: ERASED_TOO,
} as const;

/** What the logs of the machine speak of beside its media: none of it is the device's. */
function drawOthers(paper: Paper, others: readonly OtherDrive[]): void {
  const { timeZone } = paper.options.bank;
  paper.room(150);
  paper.section('Autres disques nommés par les journaux de cette machine');
  for (const d of others) {
    paper.room(70);
    keyFacts(
      paper,
      [
        { label: 'Disque', value: d.model || 'modèle non dit', under: d.sizeBytes ? capacity(d.sizeBytes) : null },
        { label: 'N° de série', value: d.serial || 'non relevé', face: d.serial ? 'code' : 'strong' },
        {
          label: 'Ce qu’il est',
          value: d.what === 'of_another' && !d.of ? `${OTHERS.of_another}, inconnu` : OTHERS[d.what],
          under: joined(
            ', ', // First of its line, where it is not cut in two.
            d.of ? shownCode(d.of) : '',
            d.operator && d.signedAt
              ? `signé par l’opérateur n° ${d.operator}, ${d.organisation ?? ''}, le ${moment(d.signedAt, timeZone)}`
              : `journal reçu le ${moment(d.receivedAt, timeZone)}`,
          ),
        },
      ],
      3,
    );
    paper.y += 4;
  }
}
