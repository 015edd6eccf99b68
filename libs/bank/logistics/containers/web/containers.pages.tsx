import { showAssetCode } from '#bank/devices';
import { CONTAINERS, ContainersService, type ContainerView } from '#bank/logistics';
import type { PlaceView } from '#bank/people';
import type { CountedPage } from '#platform/database';
import { exportOf, pageQuery } from '#platform/http';
import { READ } from '#platform/kernel';
import { AskPage, Badge, Code, Empty, FieldsOf, type FormState, LinkButton, ListOf } from '#platform/ui';
import { NewContainerDto } from '../../web/logistics.dto.js';
import { containerWords } from '../../web/logistics.words.js';

export class ContainerListQuery extends pageQuery(CONTAINERS) {}

export const ContainerExport = exportOf({
  query: ContainerListQuery,
  right: READ.transfers,
  page: 'caisses',
  api: 'containers',
  name: 'Caisses et palettes',
  filename: 'caisses',
  reads: ContainersService,
  read: (containers, ctx, asked) => containers.list(ctx.actor, asked),
  columns: [
    ['Code', (c) => showAssetCode(c.code)],
    ['Caisse', (c) => containerWords(c)],
    ['Chez', (c) => c.organisation],
    ['Lieu', (c) => c.place],
    ['Lot', (c) => c.transferNumber],
    ['Appareils', (c) => c.devices],
    ['Scellé', (c) => c.seal],
  ],
});

export function ContainerListPage({
  page,
  query,
  bank,
}: {
  page: CountedPage<ContainerView>;
  query: ContainerListQuery;
  bank: boolean;
}) {
  const none = (
    <Empty icon="box" title="Aucune caisse">
      Créez une caisse, écrivez son code dessus au feutre, puis scannez ce que vous y mettez.
    </Empty>
  );
  return (
    <ListOf
      title="Caisses et palettes"
      list={CONTAINERS}
      at="/caisses"
      query={query}
      page={page}
      noun={['caisse ou palette', 'caisses et palettes']}
      lead="Une caisse a un code ; on la range, on la scelle et on l’envoie d’un seul geste."
      trail={[{ label: 'Lots', href: '/lots' }, { label: 'Caisses et palettes' }]}
      action={
        <LinkButton look="primary" icon="plus" href="/caisses/nouvelle">
          Nouvelle caisse
        </LinkButton>
      }
      none={none}
      notFound={none}
      columns={[
        {
          header: 'Code',
          row: true,
          href: (c) => `/caisses/${c.code}`,
          cell: (c) => <Code>{showAssetCode(c.code)}</Code>,
          sub: (c) => containerWords(c),
        },
        ...(bank ? [{ header: 'Chez', cell: (c: ContainerView) => c.organisation }] : []),
        { header: 'Lieu', cell: place },
        { header: 'Appareils', numeric: true, cell: (c) => c.devices },
        {
          header: 'Scellé',
          cell: (c) =>
            c.seal ? (
              <Badge tone="info" icon="lock">
                {c.seal}
              </Badge>
            ) : (
              'non'
            ),
        },
      ]}
    />
  );
}

export function NewContainerPage({ places, problems, values = {} }: Asked) {
  return (
    <AskPage
      title="Nouvelle caisse"
      trail={[{ label: 'Caisses et palettes', href: '/caisses' }, { label: 'Nouvelle caisse' }]}
      action="/caisses"
      problems={problems}
      values={values}
      does={{ label: 'Créer', icon: 'check' }}
      back={{ href: '/caisses' }}
    >
      <FieldsOf
        form={NewContainerDto}
        but={{ kind: { value: values['kind'] ?? 'crate' }, placeId: { options: options(places) } }}
      />
    </AskPage>
  );
}

export interface Asked extends FormState {
  places: readonly PlaceView[];
}

export const options = (places: readonly PlaceView[]) => places.map((p) => ({ value: p.id, label: p.path }));

export const place = (c: ContainerView) =>
  c.transferId ? <a href={`/lots/${c.transferId}`}>en route, lot {c.transferNumber}</a> : c.place;
