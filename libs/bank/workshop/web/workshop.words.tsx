import { MEDIUM_KINDS, type MediumView, PULLED_OUT } from '#bank/devices';
import {
  type BenchStepName,
  type FailureOf,
  type GateView,
  type MediumProof,
  RESET_CATEGORIES,
  type UndoableStep,
} from '#bank/workshop';
import { joined } from '#platform/kernel';
import { Badge, BenchItem, Code, formatBytes, formatDate, type IconName, LinkButton, Operator } from '#platform/ui';

interface StepWords {
  readonly label: string;
  readonly icon: IconName;
  readonly how: string;
  readonly waiting: [string, string];
  /** What keeps a device that waits at it from whoever waits for it. */
  readonly blocks: string;
}
interface Undo {
  readonly undo: { readonly what: string; readonly lines: readonly string[] };
}

const STAYS_WRITTEN = 'Ce qui a été noté reste écrit dans son histoire.';
const CERTIFICATE = 'Le certificat de l’appareil, s’il est déjà fait, ne vaut plus.';

/** Everything that is said of a step of the bench; of one that proves something, what taking it back ends. */
export const STEP_WORDS: {
  readonly [Step in BenchStepName]: StepWords & {
    /** What is lacking until it is done; why media are asked about again has words of its own. */
    readonly lacks: Readonly<Record<Exclude<FailureOf<Step>, 'media_reopened'>, string>>;
  } & (Step extends UndoableStep['kind'] ? Undo : unknown);
} = {
  media: {
    label: 'Regarder ses disques',
    icon: 'cpu',
    how: 'Joignez l’inventaire de la machine, ou regardez ses disques et signez.',
    waiting: ['appareil à regarder', 'appareils à regarder'],
    blocks: 'à regarder : ses disques ne sont pas connus',
    lacks: {
      no_media_knowledge: 'l’inventaire de ses disques (ou une déclaration signée)',
    },
    undo: {
      what: 'la déclaration',
      lines: [
        'Ce que vous avez signé sur ses disques ne compte plus : il faudra le signer de nouveau.',
        CERTIFICATE,
        STAYS_WRITTEN,
      ],
    },
  },
  erase: {
    label: 'Effacer',
    icon: 'hard-drive',
    how: 'Lancez l’effacement, puis envoyez le journal. Un journal réussi est la preuve.',
    waiting: ['appareil à effacer', 'appareils à effacer'],
    blocks: 'à effacer',
    lacks: {
      medium_unproven: 'la preuve d’effacement',
      medium_class: 'un effacement de la classe que le donateur exige',
      log_unconfirmed: 'qu’une personne confirme le journal (son horloge, ou la version de l’outil)',
      drive_unanswered: 'ce qu’est un disque que son journal nomme et qu’aucun inventaire ne montre',
      medium_unwitnessed: 'la deuxième signature pour un support',
      medium_in_two: 'de dire dans quel appareil est un support, prouvé dans deux',
    },
    undo: {
      what: 'l’effacement',
      lines: [
        'Votre dernière preuve d’effacement ne compte plus : il faudra le prouver de nouveau.',
        CERTIFICATE,
        'Un support noté retiré est remis dans l’appareil.',
        STAYS_WRITTEN,
      ],
    },
  },
  test: {
    label: 'Tester',
    icon: 'clipboard-check',
    how: 'Essayez les points de la fiche, puis signez.',
    waiting: ['appareil à tester', 'appareils à tester'],
    blocks: 'à tester',
    lacks: {
      no_passed_test: 'une fiche de test réussie',
    },
    undo: {
      what: 'le test',
      lines: [
        'La fiche de test que vous avez signée ne compte plus : il faudra en remplir et en signer une autre.',
        STAYS_WRITTEN,
      ],
    },
  },
  grade: {
    label: 'Classer',
    icon: 'star',
    how: 'Choisissez A, B ou C d’après la coque et l’écran.',
    waiting: ['appareil à classer', 'appareils à classer'],
    blocks: 'à classer',
    lacks: {
      no_grade: 'son classement (A, B ou C)',
    },
    undo: { what: 'le classement', lines: ['Votre classement ne compte plus.', STAYS_WRITTEN] },
  },
  stock: {
    label: 'Mettre en stock',
    icon: 'package-check',
    how: 'Tout est prouvé : rangez l’appareil et mettez-le en stock.',
    waiting: ['appareil prêt pour le stock', 'appareils prêts pour le stock'],
    blocks: 'à mettre en stock',
    lacks: {
      locked: 'que le donateur lève son verrou',
    },
  },
};

const PROOFS = {
  log: 'effacé',
  destroyed: 'détruit',
  removed: 'retiré',
  factory_reset: 'réglages d’usine',
  new: 'neuf',
  other_tool: 'effacé, autre outil',
} as const;
const LACKS = {
  medium_unproven: 'à prouver',
  medium_class: 'classe exigée pas atteinte',
  medium_unwitnessed: 'attend une 2ᵉ signature',
  medium_in_two: 'dans deux appareils',
} as const;

export const mediumWords = (m: Pick<MediumView, 'kind' | 'sizeBytes' | 'model'>): string =>
  joined(' · ', MEDIUM_KINDS[m.kind], m.sizeBytes ? formatBytes(m.sizeBytes) : '', m.model);

export function ProofBadge({ medium: m }: { medium: MediumProof }) {
  if (m.failure)
    return (
      <Badge tone="attention" icon="shield-alert">
        {LACKS[m.failure]}
      </Badge>
    );
  return (
    <Badge tone="ok" icon="shield-check">
      {m.elsewhere || !m.evidence ? 'dans un autre appareil' : PROOFS[m.evidence.kind]}
    </Badge>
  );
}

/** Whether setting a device back to its factory's settings is stated of this kind at all. */
export const mayBeReset = (g: Pick<GateView, 'category'>): boolean => RESET_CATEGORIES.includes(g.category);

/** What may be signed of a medium that no tool erases, as the link to it says. */
export const goneWords = (g: Pick<GateView, 'category'>): string =>
  mayBeReset(g) ? 'Détruit, retiré, neuf ou remis aux réglages d’usine' : 'Détruit, retiré ou neuf';

const RESET_TITLES: Readonly<Partial<Record<GateView['category'], string>>> = {
  tablet: 'Réinitialiser la tablette',
  smartphone: 'Réinitialiser le téléphone',
};

export function eraseTitle(
  g: Pick<GateView, 'category'>,
  open: readonly Pick<MediumProof, 'kind'>[],
  reset: boolean,
): string {
  const cards = open.filter((m) => PULLED_OUT.includes(m.kind)).length;
  const card = cards > 1 ? `les ${cards} cartes mémoire` : 'la carte mémoire';
  if (reset) {
    const title = RESET_TITLES[g.category] ?? 'Réinitialiser l’appareil';
    return cards ? `${title}, effacer ${card}` : title;
  }
  if (open.length && cards === open.length) return `Effacer ${card}`;
  if (open.length > 1) return `Effacer les ${open.length} disques`;
  return open[0]?.kind === 'emmc' ? 'Effacer la mémoire' : 'Effacer le disque';
}

/** A medium on the bench. `gone`: the link to what may be signed of it without a log; `timeZone`: who proved it and when is told. */
export function BenchMedium({
  medium: m,
  gone,
  timeZone,
}: {
  medium: MediumProof;
  gone?: { href: string; label: string };
  timeZone?: string;
}) {
  return (
    <BenchItem
      active={m.failure !== null}
      badge={<ProofBadge medium={m} />}
      main={mediumWords(m)}
      sub={
        <>
          {m.serial ? <Code>{m.serial}</Code> : 'sans numéro de série'}
          {timeZone && m.proven ? (
            <>
              {' '}
              <ProofWords medium={m} timeZone={timeZone} />
            </>
          ) : null}
        </>
      }
      figure={
        gone && (m.failure === 'medium_unproven' || m.failure === 'medium_class') ? (
          <LinkButton look="quiet" href={gone.href}>
            {gone.label}
          </LinkButton>
        ) : undefined
      }
    />
  );
}

export function ProofWords({ medium: m, timeZone }: { medium: MediumProof; timeZone: string }) {
  if (m.elsewhere) return <>constaté dans un autre appareil, signé</>;
  if (!m.evidence) return <>pas de preuve</>;
  const { kind, tool, version, invoice } = m.evidence;
  const how =
    kind === 'log'
      ? joined(' ', tool, version)
      : kind === 'new'
        ? `facture n° ${invoice}, signé à deux`
        : kind === 'other_tool'
          ? 'autre outil, signé à deux'
          : 'déclaré et signé';
  return (
    <>
      {how}, {formatDate(m.evidence.signedAt, timeZone)}, <Operator number={m.evidence.operatorNumber} />
    </>
  );
}
