import { proofFailure } from '#bank/mails';
import type { AuditHead, BankProof } from '#bank/people';
import type { ProofFailure, ProofKind } from '#platform/database';
import { joined } from '#platform/kernel';
import { Badge, Facts, FoldedCard, formatDateTime, formatNumber, Table } from '#platform/ui';
import type { SystemStatus } from './system-status.js';

interface ProofWords {
  readonly name: string;
  /** What is missing, and what to do about it, when it is late. */
  readonly missing: string;
  readonly remedy: string;
  readonly tell?: string;
}

const WORDS: Readonly<Record<ProofKind, ProofWords>> = {
  audit_sealed: {
    name: 'Journal de gestion scellé',
    missing: 'Le journal de gestion n’est plus scellé',
    remedy: 'Sans scellé, rien ne montrerait qu’une ligne a été changée. Regardez le journal du programme de fond.',
  },
  audit_verified: {
    name: 'Journal de gestion relu',
    missing: 'Le journal de gestion n’est pas vérifié',
    remedy: 'Lancez « npm run cli -- verify-audit » : la commande nomme chaque ligne changée ou retirée.',
  },
  backed_up: {
    name: 'Banque sauvegardée',
    missing: 'La dernière sauvegarde a plus d’un jour et demi, ou les essais échouent',
    remedy: 'Lancez « npm run cli -- backup », et regardez pourquoi celle de la nuit a manqué.',
    tell: 'Faites-le dire par votre commande, quand elle a réussi : « npm run cli -- record-proof backed_up ».',
  },
  backup_restored: {
    name: 'Sauvegarde rétablie à l’essai',
    missing: 'Aucune sauvegarde n’a été rétablie et comparée',
    remedy: 'Une sauvegarde jamais relue peut ne pas servir : docs/operations.md dit comment essayer.',
    tell: 'Rétablissez-en une ailleurs, comparez, puis dites-le : « npm run cli -- record-proof backup_restored ».',
  },
  words_ended: {
    name: 'Mots retirés à leur date',
    missing: 'Des mots dont la durée est passée ne sont pas retirés',
    remedy: 'Le registre dit quand chacun finit. Regardez si le programme de fond tourne chaque nuit.',
  },
};

/** What of the proofs asks for something now; of a backup that was never seen the page speaks by itself. */
export const proofAlerts = (proofs: readonly BankProof[], zone?: string) =>
  proofs
    .filter(({ kind, late, succeededAt }) => late && (kind !== 'backed_up' || succeededAt !== null))
    .map(({ kind, failure, remaining, unprovenSince, failingSince }) => ({
      title: WORDS[kind].missing,
      what: joined(
        ' ',
        sentence('Depuis le', unprovenSince ?? failingSince, zone),
        lastTry(failure),
        left(remaining),
        WORDS[kind].remedy,
      ),
    }));

const sentence = (words: string, at: Date | null, zone?: string) => (at ? `${words} ${formatDateTime(at, zone)}.` : '');

/** What is only not finished did not fail. */
const isGoingOn = (failure: string | null) => failure === ('words.remaining' satisfies ProofFailure);
const lastTry = (failure: string | null): string => {
  if (!failure) return '';
  return isGoingOn(failure) ? proofFailure(failure) : `Dernier essai : échec. ${proofFailure(failure)}`;
};
const left = (remaining: number | null): string =>
  remaining ? `Il reste ${formatNumber(remaining)} ${remaining === 1 ? 'ligne' : 'lignes'}.` : '';

/** Why the last try failed, and what is left; what to do where the program cannot know. */
const beside = ({ kind, known, failure, remaining }: BankProof): string | undefined => {
  if (failure) return `${proofFailure(failure)} ${left(remaining)}`.trim();
  return known ? undefined : WORDS[kind].tell;
};

function inBrief(proofs: readonly BankProof[]): string {
  const of = (wanted: (p: BankProof) => unknown): string =>
    proofs
      .filter(wanted)
      .map(({ kind }) => WORDS[kind].name.toLowerCase())
      .join(', ');
  const late = of((p) => p.known && p.late);
  const proven = of((p) => p.known && !p.late && p.succeededAt);
  const coming = of((p) => p.known && !p.late && !p.succeededAt);
  const unknown = of((p) => !p.known);
  return joined(
    ' ',
    late ? `En retard : ${late}.` : '',
    proven ? `À jour : ${proven}.` : '',
    coming ? `Pas encore fait : ${coming}.` : '',
    unknown ? `Le programme ne peut pas le savoir : ${unknown}.` : '',
  );
}

export function Proofs({
  status: s,
  zone,
}: {
  status: Pick<SystemStatus, 'proofs' | 'auditHead' | 'sendsMail'>;
  zone: string;
}) {
  return (
    <FoldedCard title="Preuves" brief={inBrief(s.proofs)} summary="Chaque preuve, et le dernier scellé">
      <Table
        caption="Preuves"
        rows={[...s.proofs]}
        rowKey={(p) => p.kind}
        columns={[
          {
            header: 'Preuve',
            row: true,
            cell: (p) => WORDS[p.kind].name,
            sub: (p) => beside(p),
          },
          { header: 'État', cell: (p) => <State proof={p} /> },
          {
            header: 'Dernière réussite',
            cell: (p) => (p.succeededAt ? formatDateTime(p.succeededAt, zone) : 'aucune'),
          },
        ]}
      />
      {s.auditHead ? <Head head={s.auditHead} zone={zone} sendsMail={s.sendsMail} /> : null}
    </FoldedCard>
  );
}

function State({ proof: { kind, known, late, failure, succeededAt, unprovenSince } }: { proof: BankProof }) {
  if (!known) return <Badge>non connu du programme</Badge>;
  if (isGoingOn(failure) && !late) return <Badge>en cours</Badge>;
  if (failure && !isGoingOn(failure))
    return (
      <Badge tone="attention" icon="circle-alert">
        échec
      </Badge>
    );
  if (late)
    return (
      <Badge tone="attention" icon="circle-alert">
        en retard
      </Badge>
    );
  if (kind === 'audit_sealed') return <Badge tone="ok">{unprovenSince ? 'en cours' : 'tout est scellé'}</Badge>;
  return succeededAt ? <Badge tone="ok">à jour</Badge> : <Badge>à venir</Badge>;
}

function Head({ head, zone, sendsMail }: { head: AuditHead; zone: string; sendsMail: boolean }) {
  return (
    <>
      <Facts
        facts={[
          ['Dernier scellé', `n° ${head.n}, posé le ${formatDateTime(head.at, zone)}`],
          ['Sa valeur', <code class="code long">{head.mac}</code>],
        ]}
      />
      <p class="hint">
        {sendsMail
          ? 'Chaque mois, le dernier scellé part par mail à deux personnes qui administrent la banque. '
          : 'Aucun mail ne part d’ici : notez ce scellé ailleurs chaque mois. '}
        Gardé hors d’ici, il montre plus tard que la fin du journal n’a pas été coupée. Pour comparer, sur le serveur :
        « npm run cli -- verify-audit --seal numéro --mac valeur ».
      </p>
    </>
  );
}
