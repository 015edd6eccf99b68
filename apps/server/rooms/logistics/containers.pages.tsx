import { type Category, categoryOf, STATES, type State, showAssetCode } from '#devices';
import type { ContainerView } from '#logistics';
import type { PlaceView } from '#people';
import {
  Actions,
  Badge,
  Button,
  Card,
  Cell,
  ChoiceField,
  Code,
  Empty,
  Facts,
  type FieldProblem,
  Form,
  FormPage,
  LinkButton,
  ListPage,
  PostButton,
  plural,
  SelectField,
  Table,
  TextArea,
  TextField,
  ThingPage,
} from '../../ui/index.js';
import { containerWords } from './logistics.words.js';

const place = (c: ContainerView) =>
  c.transferId ? <a href={`/lots/${c.transferId}`}>en route, lot {c.transferNumber}</a> : c.place;

/** The crates and pallets of an organisation. */
export function ContainerListPage({ containers, bank }: { containers: readonly ContainerView[]; bank: boolean }) {
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
      {...(containers.length
        ? {}
        : {
            empty: (
              <Empty icon="box" title="Aucune caisse">
                Créez une caisse, écrivez son code dessus au feutre, puis scannez ce que vous y mettez.
              </Empty>
            ),
          })}
    >
      <Table
        caption="Caisses et palettes"
        rows={containers}
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

interface Asked {
  places: readonly PlaceView[];
  problems?: FieldProblem[] | undefined;
  values?: Record<string, string> | undefined;
}
const options = (places: readonly PlaceView[]) => places.map((p) => ({ value: p.id, label: p.path }));

export function NewContainerPage({ places, problems, values = {} }: Asked) {
  const given = problems ? { problems } : {};
  return (
    <FormPage
      title="Nouvelle caisse"
      trail={[{ label: 'Caisses et palettes', href: '/caisses' }, { label: 'Nouvelle caisse' }]}
    >
      <Form action="/caisses" {...given}>
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
        <Actions>
          <Button icon="check">Créer</Button>
          <LinkButton look="quiet" href="/caisses">
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}

interface Content {
  id: string;
  code: string;
  category: string;
  make: string;
  model: string;
  serial: string | null;
  state: string;
}

/** One crate: what is in it, where it stands, its seal. */
export function ContainerPage({
  container: c,
  contents,
  places,
  problems,
  values = {},
}: Asked & { container: ContainerView; contents: readonly Content[] }) {
  const on = `/caisses/${c.code}`;
  const here = c.transferId === null;
  const given = problems ? { problems } : {};
  const shown = showAssetCode(c.code);
  return (
    <ThingPage
      title={`${containerWords(c)}, ${shown}`}
      trail={[{ label: 'Caisses et palettes', href: '/caisses' }, { label: shown }]}
      heading={<Code big>{shown}</Code>}
      lead={`${containerWords(c)} · ${plural(c.devices, 'appareil')}`}
      state={
        c.seal ? (
          <Badge tone="info" icon="lock">
            Scellée
          </Badge>
        ) : (
          <Badge tone="neutral" icon="lock-open">
            Ouverte
          </Badge>
        )
      }
      nextTitle="Mettre dedans"
      next={
        here ? (
          <Form action={`${on}/contenu`} {...given}>
            <TextArea
              name="codes"
              label="Scannez les appareils"
              hint={c.seal ? 'Un par ligne. Y mettre quelque chose ouvre le scellé.' : 'Un par ligne.'}
              required
              rows={3}
              value={values['codes'] ?? ''}
              {...given}
            />
            <Button icon="plus" wide>
              Mettre dans la caisse
            </Button>
          </Form>
        ) : (
          <p>Cette caisse est en route : elle ne change pas avant d’arriver.</p>
        )
      }
      aside={
        <>
          <Card title="Où elle est">
            <Facts
              facts={[
                ['Chez', c.organisation],
                ['Lieu', place(c)],
                ['Scellé', c.seal ? <Code>{c.seal}</Code> : null],
              ]}
            />
            {here ? (
              <Form action={`${on}/lieu`}>
                <SelectField
                  name="placeId"
                  label="Ranger ailleurs"
                  required
                  value={c.placeId ?? ''}
                  options={options(places)}
                  {...given}
                />
                <Button look="secondary" icon="map-pin">
                  Déplacer
                </Button>
              </Form>
            ) : null}
          </Card>
          {here && contents.length ? (
            <Card title="Sceller">
              <Form action={`${on}/scelle`}>
                <TextField
                  name="seal"
                  label="Numéro du scellé"
                  required
                  width="medium"
                  value={values['seal'] ?? ''}
                  hint="Intact à l’arrivée, il confirme tout le contenu d’un coup."
                  {...given}
                />
                <Button look="secondary" icon="lock">
                  Sceller
                </Button>
              </Form>
            </Card>
          ) : null}
        </>
      }
    >
      <Card title="Dedans">
        {contents.length ? (
          <Table
            caption="Appareils dans la caisse"
            rows={contents}
            rowKey={(d) => d.id}
            columns={[
              {
                header: 'Appareil',
                row: true,
                cell: (d) => (
                  <Cell
                    main={
                      <a href={`/appareils/${d.code}`}>
                        <Code>{showAssetCode(d.code)}</Code>
                      </a>
                    }
                    sub={[categoryOf(d.category as Category).short, d.make, d.model].filter(Boolean).join(' ')}
                  />
                ),
              },
              {
                header: 'État',
                cell: (d) => (
                  <Badge tone={STATES[d.state as State].tone} icon={STATES[d.state as State].icon as 'truck'}>
                    {STATES[d.state as State].label}
                  </Badge>
                ),
              },
              ...(here
                ? [
                    {
                      header: 'Action',
                      cell: (d: Content) => (
                        <PostButton
                          look="quiet"
                          icon="x"
                          action={`${on}/sortie`}
                          label="Sortir"
                          fields={{ deviceId: d.id }}
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          <Empty icon="box" title="La caisse est vide">
            Scannez un premier appareil.
          </Empty>
        )}
      </Card>
    </ThingPage>
  );
}
