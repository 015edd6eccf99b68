import { Act, ApiController, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { AskPage, ChoiceField, type FieldProblem, type FormState, Notice } from '#platform/ui';
import { type CounterStaff, type OwnCounter, OwnCounterService } from '../own-counter.service.js';
import { CounterStaffDto } from './handovers.dto.js';

/** The counter where the bank itself hands out. */
@ApiController('structures')
export class OwnCounterController {
  constructor(private readonly counter: OwnCounterService) {}

  /** Opens the bank's own counter, a structure of its own, and lets these people of the bank work there. */
  @Act(WRITE.organisations, { page: 'attributions/guichet', api: 'own-counter', takes: CounterStaffDto, asks: true })
  openCounter(@Context() ctx: Ctx) {
    return ctx.act({
      dto: CounterStaffDto,
      status: 201,
      fromForm: ({ staff }) => ({ staff: [staff ?? []].flat() }),
      done: 'Le guichet est ouvert. Passez-y par « Changer d’organisation ».',
      work: (tx, { staff }) => this.counter.open(tx, ctx.actor, staff),
      to: () => '/attributions/guichet',
      view: async (id) => ({ id, staff: await this.counter.staff(ctx.actor) }),
      page: (again) => this.page(ctx, again),
    });
  }

  private async page(ctx: Ctx, again: FormState = {}) {
    const [counter, staff] = await Promise.all([this.counter.of(), this.counter.staff(ctx.actor)]);
    return <OwnCounterPage {...{ counter, staff }} {...again} />;
  }
}

interface Props {
  counter: OwnCounter | null;
  staff: readonly CounterStaff[];
  problems?: FieldProblem[] | undefined;
}

function OwnCounterPage({ counter, staff, problems }: Props) {
  const there = staff.filter((one) => one.atCounter);
  return (
    <AskPage
      title="Le guichet de la banque"
      lead={counter ? counter.name : 'Pour remettre des appareils sans passer par une structure.'}
      trail={[{ label: 'Quotas', href: '/quotas' }, { label: 'Le guichet de la banque' }]}
      action="/attributions/guichet"
      problems={problems}
      does={{ label: counter ? 'Ajouter ces personnes' : 'Ouvrir le guichet', icon: 'store' }}
      back={{ href: '/quotas', label: 'Revenir' }}
      intro={
        <Notice tone="info" icon="store" title="Une structure de la banque, avec ses propres règles.">
          Le guichet demande, reçoit et remet comme toute structure, avec un quota. Les noms des personnes ne sont lus
          que par celles et ceux qui y travaillent. Un appareil donné par un organisme public y est donné, pas vendu.
        </Notice>
      }
    >
      {there.length ? <p>Y travaillent déjà : {there.map((one) => one.name).join(', ')}.</p> : null}
      <ChoiceField
        name="staff"
        label="Qui y travaille ?"
        multiple
        required={!there.length}
        options={staff.filter((one) => !one.atCounter).map((one) => ({ value: one.userId, label: one.name }))}
      />
    </AskPage>
  );
}
