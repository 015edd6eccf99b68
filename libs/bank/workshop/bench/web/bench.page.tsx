import { DEVICE_LIFECYCLE, PULLED_OUT } from '#bank/devices';
import { BENCH_STEPS, type GateView, GRADES, type Grade, pointsAsked, TEST_POINTS } from '#bank/workshop';
import {
  Actions,
  BenchStep,
  Button,
  ChoiceField,
  EnterSends,
  Form,
  type FormState,
  LinkButton,
  MaySend,
  Notice,
  PostButton,
} from '#platform/ui';
import { originWords } from '../../../intake/web/rule-card.js';
import { BenchMedium, eraseTitle, goneWords, mayBeReset, mediumWords } from '../../web/workshop.words.js';
import { Flagged, Refused } from './bench-flag.js';
import { type BenchProps, frame, NextDevice, SeenMark, WaysOut } from './bench-frame.js';
import { ArrivingStep, Asked, AskedStep, LockedStep, LogForm, MediaStep } from './step.components.js';

export function BenchPage(props: BenchProps) {
  const { gate: g } = props;
  if (props.lot) return <ArrivingStep {...props} />;
  if (g.next === 'stock' && g.locks.length) return <LockedStep {...props} />;
  const proven = g.media.every((m) => m.failure === null);
  if (g.next === 'erase' && g.drives.length && proven) return <DriveStep {...props} />;
  if (g.next === 'erase' && g.questions.length && proven) return <ConfirmStep {...props} />;
  const Step = { media: MediaStep, erase: EraseStep, test: TestStep, grade: GradeStep, stock: StockStep }[g.next];
  return <Step {...props} />;
}

function ConfirmStep(props: BenchProps) {
  const { gate: g } = props;
  return (
    <BenchStep
      {...frame(props)}
      title="Confirmer le journal"
      text={
        <p>
          Le journal prouve l’effacement, mais son horloge, la version de son outil ou la taille d’un disque étonne. Une
          personne le confirme une fois.
        </p>
      }
      next={
        <LinkButton wide look="primary" icon="file-check" href={`/atelier/${g.code}/confirmation`}>
          Confirmer le journal
        </LinkButton>
      }
    >
      <Refused {...props} />
      <Flagged {...props} />
    </BenchStep>
  );
}

function DriveStep(props: BenchProps) {
  const { gate: g } = props;
  return (
    <BenchStep
      {...frame(props)}
      title="Quel est ce disque ?"
      text={
        <p>Le journal de cette machine parle d’un disque qu’aucun inventaire ne montre, et qui n’est pas effacé.</p>
      }
      next={
        <LinkButton wide look="primary" icon="hard-drive" href={`/atelier/${g.code}/disques`}>
          Dire ce qu’il est
        </LinkButton>
      }
    >
      <Refused {...props} />
      <Flagged {...props} />
      {g.drives.map((d) => (
        <Notice key={d.id} tone="attention" icon="hard-drive" title={`${d.model ?? d.path}.`}>
          {d.serial ? `N° ${d.serial}. ` : 'Sans numéro de série. '}
          <a href={`/atelier/journaux/${d.logId}?appareil=${g.code}`}>Voir le journal</a>
        </Notice>
      ))}
    </BenchStep>
  );
}

function EraseStep(props: BenchProps) {
  const { gate: g, problems } = props;
  const open = g.media.filter((m) => m.failure === 'medium_unproven' || m.failure === 'medium_class');
  if (!open.length) return <AskedStep {...props} />;
  // A card that fingers pull out is not what such a reset is about.
  const built = mayBeReset(g) ? open.filter((m) => !PULLED_OUT.includes(m.kind)) : [];
  return (
    <BenchStep
      {...frame(props)}
      {...(built.length ? { icon: 'rotate-ccw' } : {})}
      title={eraseTitle(g, open, built.length > 0)}
      text={
        built.length ? (
          <p>
            Remettez l’appareil à ses réglages d’usine, et signez-le. Si un outil l’a effacé, envoyez son rapport : une
            personne le juge.
          </p>
        ) : (
          <p>Lancez l’effacement : il continue seul. Quand il est fini, envoyez son journal ici.</p>
        )
      }
      next={<NextDevice meanwhile />}
    >
      <Flagged {...props} />
      {g.drives.length ? (
        <Notice tone="attention" icon="hard-drive" title="Un disque du journal n’est pas dans la liste.">
          <a href={`/atelier/${g.code}/disques`}>Dites ce qu’il est</a> : il n’est pas effacé.
        </Notice>
      ) : null}
      <Asked {...props} />
      {g.media.map((m) => (
        <BenchMedium
          key={m.id}
          medium={m}
          gone={{ href: `/atelier/${g.code}/supports/${m.id}`, label: `${goneWords(g)} ?` }}
        />
      ))}
      {built.map((m) => (
        <LinkButton
          key={m.id}
          wide
          look="primary"
          icon="rotate-ccw"
          href={`/atelier/${g.code}/supports/${m.id}?fait=factory_reset`}
        >
          Remis aux réglages d’usine{built.length > 1 ? ` : ${mediumWords(m)}` : ''}
        </LinkButton>
      ))}
      <LogForm gate={g} look={built.length ? 'secondary' : 'primary'} problems={problems} />
      {built.length === open.length ? (
        <LinkButton wide look="quiet" icon="hand" href={`/atelier/${g.code}/aide`}>
          Demander de l’aide
        </LinkButton>
      ) : (
        <LinkButton wide look="quiet" icon="life-buoy" href={`/atelier/${g.code}/effacement-bloque`}>
          L’effacement ne marche pas
        </LinkButton>
      )}
    </BenchStep>
  );
}

function TestStep(props: BenchProps) {
  const { gate: g } = props;
  const failed = g.sheet?.verdict === 'failed' ? TEST_POINTS.filter((p) => g.sheet?.answers[p.id] === 'ko') : [];
  return (
    <BenchStep
      {...frame(props)}
      title={g.sheet ? 'Réparer, puis tester de nouveau' : 'Tester l’appareil'}
      text={<p>{pointsAsked(g.category).length} points à essayer, l’un après l’autre.</p>}
      next={
        <LinkButton wide look="primary" icon="clipboard-check" href={`/atelier/${g.code}/test`}>
          Remplir la fiche
        </LinkButton>
      }
    >
      <Refused {...props} />
      <Flagged {...props} />
      {g.sheet?.verdict === 'failed' ? (
        <Notice tone="attention" icon="wrench" title="Le dernier test n’est pas réussi.">
          {failed.length
            ? `À réparer : ${failed.map((p) => p.label.toLowerCase()).join(', ')}.`
            : 'Il manque un point que cet appareil doit avoir.'}
        </Notice>
      ) : null}
      {g.sheet?.verdict === 'failed' ? (
        <Actions>
          <LinkButton icon="wrench" href={`/atelier/${g.code}/reparation`}>
            Enregistrer une réparation
          </LinkButton>
          <WaysOut code={g.code} />
        </Actions>
      ) : null}
    </BenchStep>
  );
}

function GradeStep(props: BenchProps) {
  const { gate: g } = props;
  // Its grade is all that it lacks: it goes to the stock by the same press.
  const last =
    g.failures.length === 1 && g.failures[0] === 'no_grade' && DEVICE_LIFECYCLE.startsFrom('put_in_stock', g.state);
  return (
    <BenchStep
      {...frame(props)}
      title="Dans quel état est-il ?"
      text={<p>Regardez la coque et l’écran à la lumière.</p>}
      next={
        <>
          {last ? (
            <MaySend to={`/atelier/${g.code}/stock`}>
              <Button wide icon="package-check" form="grade" name="stock" value="oui">
                Classer et mettre en stock
              </Button>
            </MaySend>
          ) : null}
          <Button wide icon="check" form="grade" look={last ? 'secondary' : 'primary'}>
            Classer
          </Button>
        </>
      }
    >
      <Flagged {...props} />
      <GradeChoice gate={g} problems={props.problems} values={props.values} />
    </BenchStep>
  );
}

function StockStep(props: BenchProps) {
  const { gate: g } = props;
  const here = DEVICE_LIFECYCLE.startsFrom('put_in_stock', g.state);
  if (!here) {
    return (
      <BenchStep
        {...frame(props)}
        done={BENCH_STEPS.length}
        icon="circle-check"
        title="C’est fini pour cet appareil"
        text={<p>Tout est prouvé. Il attend d’être envoyé ou attribué.</p>}
        next={<NextDevice />}
      >
        <Refused {...props} />
        {props.supervisor || props.mayReturn ? (
          <Actions>
            {props.supervisor ? (
              <LinkButton look="quiet" icon="laptop" href={`/appareils/${g.code}`}>
                Voir sa page
              </LinkButton>
            ) : null}
            {props.mayReturn ? (
              <LinkButton look="quiet" icon="undo-2" href={`/appareils/${g.code}/actions/back_to_bench?de=atelier`}>
                {DEVICE_LIFECYCLE.transition('back_to_bench').label}
              </LinkButton>
            ) : null}
          </Actions>
        ) : null}
      </BenchStep>
    );
  }
  return (
    <BenchStep
      {...frame(props)}
      title="Mettre en stock"
      text={
        <p>
          Données, test et classement : tout est fait, classé {g.grade?.grade}. Collez l’étiquette si elle manque, puis
          rangez l’appareil.
        </p>
      }
      next={
        <PostButton
          wide
          look="primary"
          icon="package-check"
          action={`/atelier/${g.code}/stock`}
          label="Mettre en stock"
        />
      }
    >
      <Refused {...props} />
      <Flagged {...props} />
      {g.media.map((m) => (
        <BenchMedium key={m.id} medium={m} />
      ))}
    </BenchStep>
  );
}

/** The better the grade, the larger its star: it is read without reading. */
const STARS = { A: 'large', B: 'medium', C: 'small' } as const satisfies Record<Grade, string>;

function GradeChoice({ gate: g, problems, values = {} }: FormState & { gate: GateView }) {
  const origin = originWords(g);
  return (
    <Form id="grade" action={`/atelier/${g.code}/grade`} problems={problems} byHand>
      <EnterSends />
      {origin ? <p class="hint">{origin.charAt(0).toUpperCase() + origin.slice(1)}.</p> : null}
      <SeenMark act="grade" gate={g} problems={problems} values={values} />
      <ChoiceField
        name="grade"
        label="L’état de l’appareil"
        hideLabel
        required
        value={values['grade'] ?? g.grade?.grade ?? ''}
        options={(Object.keys(GRADES) as Grade[]).map((grade) => {
          const [label = '', hint = ''] = GRADES[grade].split(' : ');
          return { value: grade, label: `${grade} · ${label}`, hint, icon: 'star' as const, size: STARS[grade] };
        })}
      />
    </Form>
  );
}
