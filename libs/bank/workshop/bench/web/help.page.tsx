import { DEVICE_LIFECYCLE } from '#bank/devices';
import { type GateView, HELP, type HelpCode } from '#bank/workshop';
import { Actions, BenchStep, Button, type FieldProblem, FieldsOf, Form, type IconName } from '#platform/ui';
import { HelpDto } from '../../web/workshop.dto.js';
import { WaysOut, within } from './bench-frame.js';

const ICONS: Record<HelpCode, IconName> = {
  cannot_erase: 'hard-drive',
  fault_unclear: 'circle-question-mark',
  part_missing: 'memory-stick',
  locked: 'lock',
  other: 'ellipsis',
};

/** Asking for help: one press says why, the supervisor sees it in the queue. */
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
