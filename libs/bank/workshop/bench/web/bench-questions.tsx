import { type GateView, type MediumProof } from '#bank/workshop';
import { BenchStep, formatBytes, LinkButton, Notice } from '#platform/ui';
import { LogForm } from '../../erasure/web/log-form.js';
import { OtherDevice } from '../../media/web/medium-place.page.js';
import { BenchMedium, mediumWords } from '../../web/workshop.words.js';
import { Flagged, Refused } from './bench-flag.js';
import { type BenchProps, frame, NextDevice } from './bench-frame.js';

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
          <LogForm code={g.code} look="secondary" problems={props.problems} />
        </>
      )}
    </BenchStep>
  );
}

/** What is asked of single media besides their erasure, each with its way on. */
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
