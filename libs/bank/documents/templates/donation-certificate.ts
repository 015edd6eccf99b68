import {
  countEvidence,
  ERASURE_CLASSES,
  type ErasureClass,
  evidenceLine,
  joined,
  type Proof,
  proofLabel,
} from '#platform/kernel';
import { keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { table } from '../paper/table.js';
import { counted, day, moment, shownCode } from '../paper/typography.js';
import { name, type With } from './device-table.js';
import type { DeviceFacts } from './facts.js';

/** One device, with what is known of its media in the epoch of the donor's data. */
export interface CertifiedOfMany extends DeviceFacts {
  /** One code each, also where no medium is known. */
  readonly proofs: readonly Proof[];
  readonly media: readonly {
    /** In words. */
    readonly kind: string;
    readonly serial: string | null;
    readonly proof: Proof;
    readonly class: ErasureClass | null;
    readonly at: string | null;
  }[];
}

/** The media of a donation's devices, as they were when it was made. */
export interface DonationCertificateFacts {
  readonly number: string;
  readonly madeAt: string;
  /** The class that the donor demands. */
  readonly demanded: ErasureClass | null;
  readonly machines: readonly CertifiedOfMany[];
}

const isOpen = (d: CertifiedOfMany): boolean => d.proofs.some((p) => p === 'nothing' || p === 'removed');
const called = (): string => 'Données d’un don, support par support';

export const donationCertificate = {
  heading: called,
  title: (f: DonationCertificateFacts) => `${called()}, ${f.number}`,
  dated: (f: DonationCertificateFacts) => f.madeAt,
  render(paper: Paper, f: With<DonationCertificateFacts>): void {
    const { timeZone } = f.bank;
    const open = f.machines.filter(isOpen);
    const counts = countEvidence(f.machines.map(({ proofs }) => ({ proofs, devices: 1 })));
    paper.heading(called(), `État au ${moment(f.madeAt, timeZone)}. Un état plus récent remplace celui-ci.`);
    keyFacts(
      paper,
      [
        { label: 'Don', value: f.number, face: 'code' },
        { label: 'Appareils', value: counted(f.machines.length, 'appareil', 'appareils'), under: evidenceLine(counts) },
        { label: 'Classe demandée', value: f.demanded ? ERASURE_CLASSES[f.demanded] : 'aucune' },
      ],
      3,
    );
    if (open.length) {
      notice(
        paper,
        `${counted(open.length, 'appareil n’est', 'appareils ne sont')} pas encore sûrs : leurs numéros viennent d’abord. Aucun n’est remis à quelqu’un avant.`,
      );
      paper.section('Pas encore sûrs');
      list(paper, open, timeZone);
    }
    const rest = f.machines.filter((d) => !isOpen(d));
    if (rest.length) {
      paper.section('Ce qui est su de chaque support');
      list(paper, rest, timeZone);
    }
  },
};

function list(paper: Paper, devices: readonly CertifiedOfMany[], timeZone: string): void {
  table(
    paper,
    [
      { head: 'Appareil', share: 30 },
      { head: 'N° du donateur', share: 17, face: 'code' },
      { head: 'Support', share: 25, face: 'code' },
      { head: 'Ce qui est su', share: 28 },
    ],
    devices.flatMap((d) =>
      (d.media.length ? d.media : [null]).map((m) => [
        { text: name(d), under: joined(' · ', shownCode(d.code), d.serial && `n° ${d.serial}`) },
        d.assetNumber || '',
        m ? { text: m.serial || 'sans numéro', under: m.kind } : '',
        {
          text: m
            ? proofLabel(m.proof)
            : d.proofs.length
              ? d.proofs.map(proofLabel).join(', ')
              : 'Ne garde pas de données',
          under: m ? joined(', ', m.class && `classe ${ERASURE_CLASSES[m.class]}`, m.at && day(m.at, timeZone)) : null,
        },
      ]),
    ),
  );
}
