import { LOCKS, type LockKind } from '#bank/intake';
import type { GateView, MediumProof } from '#bank/workshop';
import {
  BenchStep,
  Button,
  FileField,
  Form,
  type FormState,
  formatBytes,
  LinkButton,
  Notice,
  Tiles,
} from '#platform/ui';
import { MEDIA_UNKNOWN_WORDS } from '../../../inventories/web/inventories.words.js';
import { OtherDevice } from '../../media/web/media.pages.js';
import { REOPENED } from '../../web/workshop.sentences.js';
import { BenchMedium, mayBeReset, mediumWords } from '../../web/workshop.words.js';
import { Flagged, Refused } from './bench-flag.js';
import { type BenchProps, frame, NextDevice } from './bench-frame.js';

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

const inTwo = (g: GateView): MediumProof[] => g.media.filter((m) => m.failure === 'medium_in_two');

/** Nothing is left to erase: a medium is proven in two devices, or a new one waits for its second signature. */
export function AskedStep(props: BenchProps) {
  const { gate: g } = props;
  const [first] = inTwo(g);
  return (
    <BenchStep
      {...frame(props)}
      icon={first ? 'circle-question-mark' : 'signature'}
      title={first ? 'Dans quel appareil est ce support ?' : 'Une deuxième personne doit signer'}
      text={
        first ? (
          <p>Le même numéro de série est prouvé dans deux appareils : un support n’est que dans un seul.</p>
        ) : (
          <p>
            Un support est déclaré neuf. Une deuxième personne, de l’atelier ou de la banque, le signe dans « Être
            témoin ». Vous pouvez aussi l’effacer, et envoyer le journal ici.
          </p>
        )
      }
      next={
        first ? (
          <LinkButton wide look="primary" icon="signature" href={`/atelier/${g.code}/supports/${first.id}/ou`}>
            Dire où il est
          </LinkButton>
        ) : (
          <NextDevice />
        )
      }
    >
      {first ? <Refused {...props} /> : null}
      <Flagged {...props} />
      <Asked {...props} />
      {g.media.map((m) => (
        <BenchMedium key={m.id} medium={m} />
      ))}
      {first ? null : (
        <>
          <LinkButton wide icon="signature" href="/atelier/a-contresigner">
            Être témoin
          </LinkButton>
          <LogForm gate={g} look="secondary" problems={props.problems} />
        </>
      )}
    </BenchStep>
  );
}

export function Asked({ gate: g }: Pick<BenchProps, 'gate'>) {
  return (
    <>
      {inTwo(g).map((m) => (
        <Notice key={m.id} tone="attention" icon="circle-question-mark" title={`${mediumWords(m)}, n° ${m.serial}`}>
          Prouvé ici et dans <OtherDevice medium={m} />.{' '}
          <a href={`/atelier/${g.code}/supports/${m.id}/ou`}>Regardez, puis dites où il est</a>.
        </Notice>
      ))}
      {g.media.filter(isSmaller).map((m) => (
        <Notice key={m.id} tone="attention" icon="shield-alert" title={`${mediumWords(m)}, n° ${m.serial}`}>
          Son journal a effacé {formatBytes(m.evidence!.erasedBytes!)}, et un inventaire dit{' '}
          {formatBytes(m.largestSize!)} : ce n’est pas tout le disque, ou l’inventaire se trompe. Effacez-le de nouveau,
          ou <a href={`/atelier/journaux/${m.evidence!.logId}?appareil=${g.code}`}>ouvrez son journal et signez</a>.
        </Notice>
      ))}
    </>
  );
}

/** It has a log, which does not cover all that was told of its size. */
const isSmaller = (m: MediumProof): boolean =>
  m.failure === 'medium_unproven' && m.evidence?.erasedBytes != null && (m.largestSize ?? 0) > m.evidence.erasedBytes;

/** What erases disks is named for disks alone: a phone is reset, or erased by a tool of its own. */
export function LogForm({
  gate: g,
  look,
  problems,
}: Pick<FormState, 'problems'> & { gate: Pick<GateView, 'code' | 'category'>; look: 'primary' | 'secondary' }) {
  return (
    <Form action={`/atelier/${g.code}/journal`} multipart problems={problems}>
      <FileField
        name="log"
        label={mayBeReset(g) ? 'Rapport de l’outil d’effacement' : 'Fichier de l’outil d’effacement (nwipe.log)'}
        required
      />
      <Button look={look} icon="upload">
        Envoyer le fichier
      </Button>
    </Form>
  );
}
