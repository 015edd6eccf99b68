import { type GateView, REPAIRS, type RepairCode } from '#bank/workshop';
import { BenchStep, Button, ChoiceField, type FieldProblem, Form, type IconName } from '#platform/ui';
import { within } from '../../bench/web/bench-frame.js';

const ICONS: Record<RepairCode, IconName> = {
  battery: 'battery-charging',
  disk: 'hard-drive',
  board: 'cpu',
  memory: 'memory-stick',
  screen: 'monitor',
  keyboard: 'keyboard',
  charger: 'plug',
  system: 'cpu',
  cleaning: 'refresh-cw',
  other: 'wrench',
};

/** What was repaired: one or several presses. */
export function RepairPage({ gate: g, problems }: { gate: GateView; problems?: FieldProblem[] }) {
  const given = problems ? { problems } : {};
  return (
    <BenchStep
      title="Qu’avez-vous réparé ?"
      icon="wrench"
      {...within(g)}
      text={<p>Un nouveau disque ? Refaites ensuite l’inventaire : il devra être prouvé, lui aussi.</p>}
      next={
        <Button wide icon="check" form="reparation">
          Enregistrer
        </Button>
      }
    >
      <Form id="reparation" action={`/atelier/${g.code}/reparation`} {...given}>
        <ChoiceField
          name="repairs"
          label="Réparations"
          hideLabel
          required
          multiple
          options={(Object.keys(REPAIRS) as RepairCode[]).map((value) => ({
            value,
            label: REPAIRS[value],
            icon: ICONS[value],
          }))}
          {...given}
        />
      </Form>
    </BenchStep>
  );
}
