import { showAssetCode } from '#bank/devices';
import { CONTAINER_SORTS, type ContainerView } from '#bank/logistics';
import type { CountedPage } from '#platform/database';
import {
  AskPage,
  Badge,
  Cell,
  ChoiceField,
  Code,
  Empty,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import type { ContainerListQuery } from '../../web/logistics.dto.js';
import { containerWords } from '../../web/logistics.words.js';
import { type Asked, options, place } from './container-parts.js';

/** The crates and pallets of an organisation. */
export function ContainerListPage({
  page,
  query,
  bank,
}: {
  page: CountedPage<ContainerView>;
  query: ContainerListQuery;
  bank: boolean;
}) {
  const list: ListAddress = { at: '/caisses', query };
  return (
    <ListPage
      title="Caisses et palettes"
      lead="Une caisse a un code ; on la range, on la scelle et on l’envoie d’un seul geste."
      trail={[{ label: 'Lots', href: '/lots' }, { label: 'Caisses et palettes' }]}
      action={
        <LinkButton look="primary" icon="plus" href="/caisses/nouvelle">
          Nouvelle caisse
        </LinkButton>
      }
      filters={<SortField sorts={CONTAINER_SORTS} value={query.sort ?? 'newest'} />}
      {...listProps(list, page, ['caisse ou palette', 'caisses et palettes'])}
      empty={
        <Empty icon="box" title="Aucune caisse">
          Créez une caisse, écrivez son code dessus au feutre, puis scannez ce que vous y mettez.
        </Empty>
      }
    >
      <SortedTable
        caption="Caisses et palettes"
        sorts={CONTAINER_SORTS}
        list={list}
        rows={page.items}
        rowKey={(c) => c.id}
        columns={[
          {
            header: 'Code',
            row: true,
            cell: (c) => (
              <Cell
                main={
                  <a href={`/caisses/${c.code}`}>
                    <Code>{showAssetCode(c.code)}</Code>
                  </a>
                }
                sub={containerWords(c)}
              />
            ),
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
    </ListPage>
  );
}

export function NewContainerPage({ places, problems, values = {} }: Asked) {
  const given = problems ? { problems } : {};
  return (
    <AskPage
      title="Nouvelle caisse"
      trail={[{ label: 'Caisses et palettes', href: '/caisses' }, { label: 'Nouvelle caisse' }]}
      action="/caisses"
      {...given}
      does={{ label: 'Créer', icon: 'check' }}
      back={{ href: '/caisses' }}
    >
      <ChoiceField
        name="kind"
        label="C’est…"
        required
        layout="tiles"
        value={values['kind'] ?? 'crate'}
        options={[
          { value: 'crate', label: 'Une caisse', icon: 'box' },
          { value: 'pallet', label: 'Une palette', icon: 'boxes' },
        ]}
        {...given}
      />
      <TextField
        name="name"
        label="Nom"
        hint="Pour la reconnaître : « bleue n° 3 »."
        maxlength={80}
        value={values['name'] ?? ''}
        {...given}
      />
      <SelectField
        name="placeId"
        label="Où est-elle ?"
        required
        value={values['placeId'] ?? ''}
        options={options(places)}
        {...given}
      />
    </AskPage>
  );
}
