import { deviceWords, STATES, type State, showAssetCode } from '#devices';
import type { ContainerView } from '#logistics';
import {
  Badge,
  Button,
  Card,
  Cell,
  Code,
  Empty,
  Facts,
  Form,
  PostButton,
  plural,
  SelectField,
  Table,
  TextArea,
  TextField,
  ThingPage,
} from '../../ui/index.js';
import { type Asked, options, place } from './container-parts.js';
import { containerWords } from './logistics.words.js';

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
                    sub={deviceWords(d)}
                  />
                ),
              },
              {
                header: 'État',
                cell: (d) => (
                  <>
                    <Badge tone={STATES[d.state as State].tone} icon={STATES[d.state as State].icon as 'truck'}>
                      {STATES[d.state as State].label}
                    </Badge>
                    {here ? (
                      <PostButton
                        look="quiet"
                        icon="x"
                        action={`${on}/sortie`}
                        label="Sortir"
                        fields={{ deviceId: d.id }}
                      />
                    ) : null}
                  </>
                ),
              },
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
