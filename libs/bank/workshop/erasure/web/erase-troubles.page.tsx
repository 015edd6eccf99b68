import { ERASE_TROUBLES, type GateView } from '#bank/workshop';
import { BenchStep, Disclosure, LinkButton } from '#platform/ui';
import { within } from '../../bench/web/bench-frame.js';

const TROUBLES = Object.entries(ERASE_TROUBLES);

/** What to do where erasing fails: each trouble by how it shows, its next steps, and what they will prove. */
export const EraseTroublesPage = ({ gate: g }: { gate: GateView }) => (
  <BenchStep
    {...within(g)}
    title="L’effacement ne marche pas"
    icon="life-buoy"
    text={
      <p>
        Ouvrez ce qui ressemble à ce que vous voyez. Faites les étapes dans l’ordre, et arrêtez à la première qui
        marche.
      </p>
    }
    next={
      <LinkButton wide icon="hand" href={`/atelier/${g.code}/aide`}>
        Demander de l’aide
      </LinkButton>
    }
  >
    {TROUBLES.map(([id, t]) => (
      <Disclosure key={id} summary={t.label}>
        <div class="prose">
          <p>{t.seen}</p>
          <ol>
            {t.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            <strong>Ce que cela prouvera :</strong> {t.proves}
          </p>
          <p class="hint">{t.tried ? `Essayé sur : ${t.tried}.` : 'Jamais essayé ici sur une vraie machine.'}</p>
        </div>
      </Disclosure>
    ))}
    {g.media
      .filter((m) => m.failure === 'medium_unproven' || m.failure === 'medium_class')
      .map((m) => (
        <LinkButton key={m.id} wide icon="hard-drive" href={`/atelier/${g.code}/supports/${m.id}`}>
          Retirer ou détruire{m.serial ? ` le disque n° ${m.serial}` : ' ce support'}
        </LinkButton>
      ))}
  </BenchStep>
);
