import { MEDIUM_KINDS, type MediumView, PULLED_OUT } from '#bank/devices';
import { type BenchStepName, type GateView, type MediumProof, RESET_CATEGORIES } from '#bank/workshop';
import { Badge, BenchItem, Code, formatBytes, formatDate, type IconName, LinkButton, Operator } from '#platform/ui';

export const STEP_WORDS: Readonly<Record<BenchStepName, { label: string; short: string; icon: IconName }>> = {
  media: { label: 'Regarder ses disques', short: 'Inventaire', icon: 'cpu' },
  erase: { label: 'Effacer', short: 'Effacement', icon: 'hard-drive' },
  test: { label: 'Tester', short: 'Test', icon: 'clipboard-check' },
  grade: { label: 'Classer', short: 'Classement', icon: 'star' },
  stock: { label: 'Mettre en stock', short: 'Stock', icon: 'package-check' },
};

const PROOFS = {
  log: 'effacé',
  destroyed: 'détruit',
  removed: 'retiré',
  factory_reset: 'réglages d’usine',
  new: 'neuf',
} as const;
const LACKS = {
  medium_unproven: 'à prouver',
  medium_unwitnessed: 'attend une 2ᵉ signature',
  medium_in_two: 'dans deux appareils',
} as const;

/** "SSD 256 Go": what a medium is. */
export const mediumWords = (m: Pick<MediumView, 'kind' | 'sizeBytes' | 'model'>): string =>
  [MEDIUM_KINDS[m.kind], m.sizeBytes ? formatBytes(m.sizeBytes) : '', m.model].filter(Boolean).join(' · ');

/** What proves a medium, or that nothing does yet. */
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

/** What is to be erased, as the step says it of this kind of device and of what is open in it. */
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
      {...(gone && m.failure === 'medium_unproven'
        ? {
            figure: (
              <LinkButton look="quiet" href={gone.href}>
                {gone.label}
              </LinkButton>
            ),
          }
        : {})}
    />
  );
}

/** Who proved it and when, in one line. */
export function ProofWords({ medium: m, timeZone }: { medium: MediumProof; timeZone: string }) {
  if (m.elsewhere) return <>constaté dans un autre appareil, signé</>;
  if (!m.evidence) return <>pas de preuve</>;
  const { kind, tool, version, invoice } = m.evidence;
  const how =
    kind === 'log'
      ? [tool, version].filter(Boolean).join(' ')
      : kind === 'new'
        ? `facture n° ${invoice}, signé à deux`
        : 'déclaré et signé';
  return (
    <>
      {how}, {formatDate(m.evidence.signedAt, timeZone)}, <Operator number={m.evidence.operatorNumber} />
    </>
  );
}
