import { FOUND, ModelSeriesQueries, type ModelSeriesView } from '#bank/faults';
import { ApiController, Context, Ctx, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import { AppShell, addressOf, DoLink, Empty, formatDay, PageHead, plural, Table } from '#platform/ui';

@ApiController('tickets')
export class ModelSeriesController {
  constructor(private readonly series: ModelSeriesQueries) {}

  /** The models of which many faults were reported in a short time, by the dated rule, and what was found. */
  @Read(READ.tickets, { page: 'pannes/modeles', api: 'tickets/models' })
  async models(@Context() ctx: Ctx) {
    const items = await this.series.list(ctx.actor);
    return ctx.answer({ items, next: null }, () => <ModelSeriesPage series={items} timeZone={ctx.bank.timeZone} />);
  }
}

const TITLE = 'Modèles souvent en panne';

function foundWords({ faults, found }: ModelSeriesView): string {
  const said = found.map((one) => `${FOUND[one.found].label} : ${one.faults}`);
  const left = faults - found.reduce((sum, one) => sum + one.faults, 0);
  return [...said, ...(left ? [`Pas encore dit : ${left}`] : [])].join(' · ');
}

function ModelSeriesPage({ series, timeZone }: { series: readonly ModelSeriesView[]; timeZone: string }) {
  return (
    <AppShell title={TITLE} trail={[{ label: 'Pannes', href: '/pannes' }, { label: TITLE }]}>
      <PageHead
        title={TITLE}
        lead="Plusieurs pannes du même modèle en peu de temps. Ce qui n’était pas une panne n’est pas compté."
      />
      {series.length ? (
        <Table
          caption={TITLE}
          rows={series}
          rowKey={(one) => one.model}
          columns={[
            {
              header: 'Modèle',
              row: true,
              href: (one) => addressOf('/pannes', { modele: one.model }),
              cell: (one) => one.model,
            },
            { header: 'Pannes', numeric: true, cell: (one) => one.faults, sub: devicesOf },
            { header: 'Ce qui a été trouvé', wide: true, cell: foundWords },
            { header: 'La dernière', minor: true, cell: (one) => formatDay(one.lastAt, timeZone) },
          ]}
        />
      ) : (
        <Empty icon="circle-check" title="Aucun modèle n’est souvent en panne">
          Quand plusieurs appareils d’un même modèle tombent en panne en peu de temps, le modèle est dit ici.
        </Empty>
      )}
      <p class="hint">
        À partir de combien de pannes, et en combien de mois :{' '}
        <DoLink href="/regles/pannes-en-serie" otherwise="c’est une règle de la banque">
          la règle
        </DoLink>
        .
      </p>
    </AppShell>
  );
}

const devicesOf = (one: ModelSeriesView) => plural(one.devices, 'appareil');
