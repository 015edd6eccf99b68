import { BENCH_STEPS } from '#bank/workshop';
import { Badge, BenchItem, BenchList, BenchShell, LinkButton, Notice, ReadAloud } from '#platform/ui';
import { STEP_WORDS } from '../../web/workshop.words.js';

/** How the bench works, in five lines, and whom to call. */
export function BenchHelpPage({ helpline }: { helpline: string }) {
  return (
    <BenchShell title="Comment ça marche" personHref="/" helpHref="/atelier/aide">
      <h1>Scannez, faites, passez au suivant</h1>
      <p>L’écran montre une seule chose à faire. Si vous vous trompez, « Annuler » reprend votre dernière étape.</p>
      <BenchList title="Les étapes">
        {BENCH_STEPS.map((step, i) => (
          <BenchItem
            key={step}
            badge={
              <Badge tone="info" icon={STEP_WORDS[step].icon}>
                {i + 1}
              </Badge>
            }
            main={STEP_WORDS[step].label}
            sub={STEP_WORDS[step].how}
          />
        ))}
      </BenchList>
      <Notice icon="hand" title="Bloqué sur un appareil ?">
        Ouvrez-le et touchez « Aide » en haut : votre responsable le verra en premier.
        {helpline ? ` La banque répond au ${helpline}.` : ''}
      </Notice>
      <ReadAloud />
      <LinkButton look="primary" icon="scan-line" href="/atelier">
        Retour à l’atelier
      </LinkButton>
    </BenchShell>
  );
}
