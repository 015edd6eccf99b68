import { LOCKS, type LockKind } from '#bank/intake';
import { BenchStep, LinkButton, Tiles } from '#platform/ui';
import { MEDIA_UNKNOWN_WORDS } from '../../../inventories/web/media-unknown.words.js';
import { REOPENED } from '../../web/workshop.sentences.js';
import { mayBeReset } from '../../web/workshop.words.js';
import { Flagged, Refused } from './bench-flag.js';
import { type BenchProps, frame, NextDevice } from './bench-frame.js';

/** Nothing can be done at the bench before its lot is received. */
export function ArrivingStep(props: BenchProps) {
  return (
    <BenchStep
      {...frame(props)}
      icon="truck"
      title="Il est encore en route"
      text={<p>Terminez la réception de son lot : l’appareil est alors à l’atelier, et ses étapes s’ouvrent.</p>}
      next={
        <LinkButton wide look="primary" icon="package-check" href={`/lots/${props.lot}`}>
          Voir son lot
        </LinkButton>
      }
    >
      <Refused {...props} />
    </BenchStep>
  );
}

/** All is done but the lock: the donor has to release it. */
export function LockedStep(props: BenchProps) {
  const { gate: g } = props;
  return (
    <BenchStep
      {...frame(props)}
      icon="lock"
      title="Il attend le donateur"
      text={
        <p>
          Tout est fait, mais il reste verrouillé : {g.locks.map((kind) => LOCKS[kind as LockKind].short).join(', ')}.
          Mettez-le de côté. Si le verrou est levé, essayez l’appareil, puis notez-le ici.
        </p>
      }
      next={<NextDevice />}
    >
      <Refused {...props} />
      <Flagged {...props} />
      <LinkButton wide icon="lock-open" href={`/atelier/${g.code}/verrou`}>
        Le verrou est levé
      </LinkButton>
    </BenchStep>
  );
}

/** What holds data is not known yet: an inventory says it, or somebody who looked. */
export function MediaStep(props: BenchProps) {
  const { gate: g } = props;
  // A tablet, a phone: nobody opens it, and none is without a memory.
  const small = mayBeReset(g);
  return (
    <BenchStep
      {...frame(props)}
      title={small ? 'Quelle mémoire dans cet appareil ?' : 'Quels disques dans cet appareil ?'}
      text={
        g.mediaReopened ? (
          <p>
            La liste de ses supports n’est plus sûre : {REOPENED[g.mediaReopened]}. Refaites l’inventaire ; sinon,
            regardez, écrivez la liste et signez-la.
          </p>
        ) : g.mediaUnknown ? (
          <p>{MEDIA_UNKNOWN_WORDS[g.mediaUnknown]} Essayez d’abord de mieux lire ; sinon, regardez et déclarez.</p>
        ) : (
          <p>
            {small
              ? 'On doit savoir où il y a des données : sa mémoire est soudée, et il a peut-être une carte mémoire.'
              : 'On doit savoir où il y a des données. L’inventaire le dit ; sinon, regardez et déclarez.'}
          </p>
        )
      }
      next={<NextDevice meanwhile />}
    >
      <Refused {...props} />
      <Flagged {...props} />
      <Tiles
        tiles={[
          {
            href: `/appareils/${g.code}/inventaire?de=atelier`,
            label: g.mediaUnknown ? 'Mieux lire, sous Linux' : 'Joindre l’inventaire',
            hint: g.mediaUnknown
              ? 'démarrez une clé Linux : sudo lshw -json (une liste de disques seule, comme lsblk, ne suffit pas)'
              : 'le fichier de l’agent GLPI',
            icon: 'cpu',
          },
          {
            href: `/atelier/${g.code}/supports`,
            label: small ? 'Déclarer sa mémoire et sa carte' : 'Écrire la liste des disques',
            hint: small ? 'je l’ai regardé' : 'je les ai regardés',
            icon: 'hard-drive',
          },
          ...(g.media.length || small
            ? []
            : [
                {
                  href: `/atelier/${g.code}/sans-support`,
                  label: 'Il n’y a aucun disque',
                  hint: 'je signe',
                  icon: 'ban' as const,
                },
              ]),
        ]}
      />
    </BenchStep>
  );
}
