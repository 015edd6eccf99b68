import type { WithheldDevice } from '#bank/allocation';
import { STATES, showAssetCode } from '#bank/devices';
import { addressOf, Card, Code, DoLink } from '#platform/ui';
import { lackingWords } from '../../../workshop/web/workshop.sentences.js';

/** Devices that are kept for somebody and of whose data something is asked again: a person answers, releases or calls back. */
export function WithheldCard({ held }: { held: readonly WithheldDevice[] }) {
  return (
    <Card title="Réservés ou livrés, mais retenus : où sont leurs données ?">
      <p>
        On a appris quelque chose de leurs disques depuis qu’ils étaient prêts. Ils gardent leur réservation, et ne
        peuvent pas être remis avant la réponse. Un appareil quitte cette liste quand la réponse est donnée.
      </p>
      <ul class="plain fact-rows">
        {held.map((h) => (
          <li key={h.deviceId}>
            <div>
              <p>
                <a href={`/appareils/${h.code}`}>
                  <Code>{showAssetCode(h.code)}</Code>
                </a>
                , « {STATES[h.state].label} », chez <strong>{h.holder}</strong>, pour {h.structure},{' '}
                <a class="whole" href={`/demandes/${h.requestId}`}>
                  {h.number}
                </a>
                .
              </p>
              <p>Il manque : {lackingWords(h.failures)}.</p>
              <p>
                <WhatToDo held={h} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function WhatToDo({ held: h }: { held: WithheldDevice }) {
  if (h.state === 'in_transit') return <>Il est en route : demandez qu’on ne le remette pas, et faites-le revenir.</>;
  return h.atBench ? (
    <>
      Répondez{' '}
      <DoLink href={`/atelier/${h.code}`} otherwise="à l’établi">
        à l’établi
      </DoLink>
      , ou libérez-le dans <a href="/attributions/livraisons">À livrer</a>.
    </>
  ) : (
    <>
      Faites-le revenir à un atelier :{' '}
      <DoLink href={addressOf('/lots/nouveau', { appareil: h.code })} otherwise="un nouveau lot">
        préparer le lot
      </DoLink>
      .
    </>
  );
}
