import { Param } from '@nestjs/common';
import { type Category, DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { BenchService, type GateView, pointsAsked, WorkshopQueries } from '#bank/workshop';
import { Act, type Answer, ApiController, Context, Ctx, PostedForm } from '#platform/http';
import { BenchStep, Button, type FieldProblem, FieldsOf, Form } from '#platform/ui';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { within } from '../../bench/web/bench-frame.js';
import { RepairDto, TestSheetDto } from '../../web/workshop.dto.js';
import { TestSheetPage } from './test-sheet.page.js';

/** Testing a device, and repairing it when a test failed. */
@ApiController('refurbishment')
export class TestsController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly bench: BenchService,
    private readonly acts: BenchActs,
  ) {}

  /**
   * Marks the points that are not answered yet as good, and shows the sheet again to be read: nothing is written. What a device of this
   * kind may not have stays open: whether this one has it, only who looks at it knows.
   */
  @PostedForm(DEVICE_LIFECYCLE.right('record_test'), 'atelier/:code/test/reste')
  async markRest(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    const gate = await this.queries.gate(ctx.actor, device.id);
    const posted = (name: string): string => (typeof ctx.posted[name] === 'string' ? String(ctx.posted[name]) : '');
    const points = pointsAsked(gate.category);
    const open = points.filter((p) => !posted(p.id) && !p.answers.includes('na'));
    const values = Object.fromEntries([
      ['system_name', posted('system_name')],
      ['seen', posted('seen')],
      ...points.map((p) => [p.id, posted(p.id) || (open.includes(p) ? 'ok' : '')]),
    ]);
    return ctx.page(<TestSheetPage gate={gate} values={values} marked={open.length} />);
  }

  /** Fills in and signs the test sheet. */
  @Act(DEVICE_LIFECYCLE.right('record_test'), {
    page: 'atelier/:code/test',
    api: 'devices/:code/test-sheets',
    takes: TestSheetDto,
    asks: true,
  })
  async test(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    let verdict = '';
    return ctx.act({
      ...this.acts.on(ctx, device),
      ...this.acts.signed(ctx, 'test_sheet'),
      dto: TestSheetDto,
      status: 201,
      fromForm: ({ password, seen, system_name: system, ...answers }) => ({ answers, system, password, seen }),
      done: () => (verdict === 'passed' ? 'Fiche signée : test réussi.' : 'Fiche signée : test non réussi.'),
      work: async (tx, form) => {
        verdict = await this.bench.test(tx, ctx.actor, device.id, form);
      },
      page: async (again) => {
        const [gate, lastSystem] = await ctx.readTogether((on) =>
          Promise.all([
            this.queries.gate(ctx.actor, device.id, on),
            this.queries.lastSystem(ctx.actor, device.category as Category, on),
          ]),
        );
        return <TestSheetPage gate={gate} lastSystem={lastSystem} {...again} />;
      },
    });
  }

  /** Notes repairs; the next test sheet says whether they helped. */
  @Act(DEVICE_LIFECYCLE.right('record_repair'), {
    page: 'atelier/:code/reparation',
    api: 'devices/:code/repairs',
    takes: RepairDto,
    asks: true,
  })
  async repair(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      dto: RepairDto,
      status: 201,
      done: 'Réparation enregistrée. Testez de nouveau.',
      work: (tx, { repairs }) => this.bench.repair(tx, ctx.actor, device.id, repairs),
      page: async (again) => <RepairPage gate={await this.queries.gate(ctx.actor, device.id)} {...again} />,
    });
  }
}

function RepairPage({ gate: g, problems }: { gate: GateView; problems?: FieldProblem[] | undefined }) {
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
