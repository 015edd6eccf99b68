import type { GateView } from '#bank/workshop';
import { BenchStep, Button, type FieldProblem, FieldsOf, Form } from '#platform/ui';
import { within } from '../../bench/web/bench-frame.js';
import { RepairDto } from '../../web/workshop.dto.js';

/** What was repaired: one or several presses. */
export function RepairPage({ gate: g, problems }: { gate: GateView; problems?: FieldProblem[] | undefined }) {
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
      <Form id="reparation" action={`/atelier/${g.code}/reparation`} problems={problems}>
        <FieldsOf form={RepairDto} />
      </Form>
    </BenchStep>
  );
}
