import { DEVICE_LIFECYCLE } from '#bank/devices';
import { BENCH_STEPS, type GateView, HELP, type HelpCode } from '#bank/workshop';
import {
  Actions,
  Badge,
  BenchItem,
  BenchList,
  BenchShell,
  BenchStep,
  Button,
  type FieldProblem,
  FieldsOf,
  Form,
  type IconName,
  LinkButton,
  Notice,
  ReadAloud,
} from '#platform/ui';
import { HelpDto } from '../../web/workshop.dto.js';
import { STEP_WORDS } from '../../web/workshop.words.js';
import { WaysOut, within } from './bench-frame.js';

const ICONS: Record<HelpCode, IconName> = {
  cannot_erase: 'hard-drive',
  fault_unclear: 'circle-question-mark',
  part_missing: 'memory-stick',
  locked: 'lock',
  other: 'ellipsis',
};

export function HelpPage({ gate: g, problems }: { gate: GateView; problems?: FieldProblem[] }) {
  return (
    <BenchStep
      title="Qu’est-ce qui bloque ?"
      icon="hand"
      {...within(g)}
      text={<p>Votre responsable verra cet appareil en premier. Mettez-le de côté et prenez-en un autre.</p>}
      next={
        <Button wide icon="hand" form="demande">
          Demander de l’aide
        </Button>
      }
    >
      <Form id="demande" action={`/atelier/${g.code}/aide`} problems={problems}>
        <FieldsOf
          form={HelpDto}
          but={{
            help: {
              options: (Object.keys(HELP) as HelpCode[]).map((value) => ({
                value,
                label: HELP[value],
                icon: ICONS[value],
              })),
            },
          }}
        />
      </Form>
      {DEVICE_LIFECYCLE.startsFrom('dismantle', g.state) ? (
        <>
          <h2>Il ne se répare pas ?</h2>
          <Actions>
            <WaysOut code={g.code} />
          </Actions>
        </>
      ) : null}
    </BenchStep>
  );
}

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
