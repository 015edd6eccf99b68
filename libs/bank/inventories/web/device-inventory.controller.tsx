import { Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { Reception } from '#bank/inventories';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { BENCH_ROLES, hasRole, RuleBroken } from '#platform/kernel';
import { AskPage, Card, Code, type FieldProblem, FileField, HiddenField } from '#platform/ui';
import { atBench, deviceTrail } from '../../devices/web/device.words.js';
import { documentOf } from './uploaded-inventories.js';

const TAKE = DEVICE_LIFECYCLE.right('take_inventory');

/** A machine's inventory, sent for one device. */
@ApiController('devices')
export class DeviceInventoryController {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly reception: Reception,
  ) {}

  /** Attaches the inventory of a machine, in any format that is read, sent as the file `inventory` of a multipart form. */
  @Act(TAKE, { page: 'appareils/:code/inventaire', api: 'devices/:code/inventories', asks: true })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['inventory'],
      properties: { inventory: { type: 'string', format: 'binary' } },
    },
  })
  async attachInventory(@Context() ctx: Ctx, @Param('code') code: string, @Query('de') from: string | undefined) {
    const device = await this.queries.get(ctx.actor, code);
    // At the bench, the next step follows at once.
    const atBench = device.state === 'at_workshop' && hasRole(ctx.actor, ...BENCH_ROLES);
    return ctx.act({
      done: 'Inventaire joint.',
      work: async (tx) => this.reception.attachTo(tx, ctx.actor, device.id, await sent(ctx)),
      to: () => `/${atBench ? 'atelier' : 'appareils'}/${device.code}`,
      view: (id) => this.queries.whole(ctx.actor, id),
      page: ({ problems, values }) => (
        <DeviceInventoryPage
          device={device}
          problems={problems}
          from={values?.['de'] ?? (from === 'atelier' ? from : '')}
        />
      ),
    });
  }
}

async function sent(ctx: Ctx) {
  const file = ctx.files.find((f) => f.field === 'inventory');
  if (!file) throw new RuleBroken('inventories.file_missing', {}, 'inventory');
  return documentOf(await file.read(), ctx.actor.channel === 'api' ? 'api' : 'page');
}

function DeviceInventoryPage({
  device: d,
  problems,
  from,
}: {
  device: DeviceView;
  problems?: FieldProblem[];
  from?: string | undefined;
}) {
  const code = showAssetCode(d.code);
  return (
    <AskPage
      title="Joindre un inventaire"
      lead={
        <>
          <Code>{code}</Code> · {deviceWords(d)}
        </>
      }
      trail={deviceTrail(d, 'Inventaire')}
      bench={atBench(d, from)}
      aside={
        <>
          <Card title="Pourquoi joindre l’inventaire ?">
            <p>
              Il dit quels disques sont dans la machine : chacun devra être effacé et prouvé avant la mise en stock.
            </p>
            <p>Les noms, les comptes et les logiciels du donateur sont retirés avant d’être gardés.</p>
          </Card>
          <Card title="Pour plusieurs machines">
            <p>
              <a href="/inventaires/envoi">Envoyez tous leurs fichiers d’un coup</a>, ou{' '}
              <a href="/inventaires/agents">branchez leurs agents</a>.
            </p>
          </Card>
        </>
      }
      action={`/appareils/${d.code}/inventaire`}
      multipart
      problems={problems}
      does={{ label: 'Joindre l’inventaire', icon: 'cpu' }}
      back={{ href: `/${from === 'atelier' ? from : 'appareils'}/${d.code}` }}
    >
      <HiddenField name="de" value={from ?? ''} />
      <FileField
        name="inventory"
        label="Fichier d’inventaire"
        hint="De l’agent GLPI, FusionInventory ou OCS, de lshw, smartctl, inxi ou Workbench. 20 Mo au plus."
        required
      />
    </AskPage>
  );
}
