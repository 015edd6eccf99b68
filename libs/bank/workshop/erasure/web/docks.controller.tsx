import { Docks, type DockView } from '#bank/workshop';
import { Act, ApiController, Context, Ctx, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import {
  Badge,
  Button,
  Card,
  Code,
  Empty,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  HiddenField,
  Operator,
  plural,
  Table,
} from '#platform/ui';
import { DockDto, DockEndDto } from './drives.dto.js';

/** The stations of a workshop that erase drives of other machines. */
@ApiController('refurbishment')
export class DocksController {
  constructor(private readonly docks: Docks) {}

  /** The erasing stations of the token's organisation (the bank: of all), those in use first. */
  @Read(WRITE.benchHelp, { page: 'atelier/postes', api: 'erasing-stations' })
  async listErasingStations(@Context() ctx: Ctx) {
    const items = await this.docks.list(ctx.actor);
    return ctx.answer({ items, next: null }, () => <DocksPage docks={items} timeZone={ctx.bank.timeZone} />);
  }

  /** Registers one by the serial that its logs write of their machine: its logs then speak of other machines' drives, never of its own. */
  @Act(WRITE.benchHelp, { page: 'atelier/postes', api: 'erasing-stations', takes: DockDto })
  register(@Context() ctx: Ctx) {
    return ctx.act({
      dto: DockDto,
      status: 201,
      done: 'Poste enregistré. Ses journaux parlent désormais des disques d’autres machines.',
      work: (tx, form) => this.docks.register(tx, ctx.actor, form),
      to: () => '/atelier/postes',
      view: (id) => this.docks.get(ctx.actor, id),
      page: (again) => this.page(ctx, again),
    });
  }

  /** Ends one: logs that come from now on are its machine's own again. */
  @Act(WRITE.benchHelp, { page: 'atelier/postes/fin', api: 'erasing-stations/ends', takes: DockEndDto })
  end(@Context() ctx: Ctx) {
    return ctx.act({
      dto: DockEndDto,
      done: 'Poste retiré. Les journaux déjà reçus restent les siens.',
      work: async (tx, { id }) => {
        await this.docks.end(tx, ctx.actor, id);
        return id;
      },
      to: () => '/atelier/postes',
      view: (id) => this.docks.get(ctx.actor, id),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: FormState = {}) {
    const docks = await this.docks.list(ctx.actor);
    return <DocksPage docks={docks} timeZone={ctx.bank.timeZone} {...again} />;
  }
}

function DocksPage(props: FormState & { docks: readonly DockView[]; timeZone: string }) {
  const { docks, timeZone, problems, values = {} } = props;
  return (
    <FormPage
      title="Postes d’effacement"
      lead="Un poste efface les disques d’autres machines. Ses journaux ne parlent jamais de lui : chaque disque est rattaché à son appareil par son numéro de série."
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: 'Postes d’effacement' }]}
      aside={
        <Card title="Postes de l’atelier">
          {docks.length ? (
            <Table
              caption="Postes d’effacement, ceux en service d’abord"
              rows={docks}
              rowKey={(d) => d.id}
              columns={[
                {
                  header: 'Poste',
                  row: true,
                  cell: (d) => d.name,
                  sub: (d) => (
                    <>
                      <Code>{d.serial}</Code> · {d.organisation}
                    </>
                  ),
                },
                {
                  header: 'Depuis',
                  cell: (d) => formatDate(d.registeredAt, timeZone),
                  sub: (d) => (
                    <>
                      <Operator number={d.operatorNumber} />, {plural(d.logs, 'journal', 'journaux')}
                    </>
                  ),
                },
                { header: 'Suite', cell: (d) => <End dock={d} timeZone={timeZone} /> },
              ]}
            />
          ) : (
            <Empty icon="hard-drive" title="Aucun poste enregistré">
              Sans poste, un journal est celui de la machine qu’il nomme.
            </Empty>
          )}
        </Card>
      }
    >
      <Form action="/atelier/postes" values={values} problems={problems}>
        <FieldsOf form={DockDto} />
        <Button icon="plus">Enregistrer le poste</Button>
      </Form>
    </FormPage>
  );
}

function End({ dock: d, timeZone }: { dock: DockView; timeZone: string }) {
  if (d.endedAt) return <Badge>retiré le {formatDate(d.endedAt, timeZone)}</Badge>;
  return (
    <Form action="/atelier/postes/fin">
      <HiddenField name="id" value={d.id} />
      <Button look="quiet" icon="ban">
        Retirer
      </Button>
    </Form>
  );
}
