import type { LabelSheetView } from '#intake';
import type { Page } from '#kernel';
import {
  Actions,
  Button,
  Card,
  Cell,
  Empty,
  ErrorSummary,
  type FieldProblem,
  Form,
  FormPage,
  formatDateTime,
  HiddenField,
  LinkButton,
  ListPage,
  SelectField,
  Table,
  TextField,
} from '../../ui/index.js';
import { PaperLink } from '../documents/paper-link.js';
import { FORMAT_OPTIONS } from './donation-devices.page.js';

const TRAIL = [{ label: 'Dons', href: '/dons' }];
const KINDS = {
  blank: 'Rouleau de codes libres',
  donation: 'Étiquettes d’un don',
  devices: 'Étiquettes choisies',
  roll: 'Étiquettes d’un rouleau',
} as const;

/** Sheets of labels already asked for, with their PDF. */
export function LabelSheetsPage({
  page,
  after,
  timeZone,
  problems,
}: {
  page: Page<LabelSheetView>;
  after: string | undefined;
  timeZone: string;
  problems?: FieldProblem[];
}) {
  const waiting = page.items.some((s) => s.documentState === 'requested' || s.documentState === 'rendering');
  return (
    <ListPage
      title="Étiquettes"
      lead={
        waiting ? (
          <>
            Une planche est en préparation. <a href="/dons/etiquettes">Voir où elle en est</a>
          </>
        ) : (
          'Chaque appareil a la sienne. On peut imprimer de nouveau sans rien changer.'
        )
      }
      trail={[...TRAIL, { label: 'Étiquettes' }]}
      action={
        <LinkButton look="primary" icon="tag" href="/dons/etiquettes/nouvelles">
          Codes libres
        </LinkButton>
      }
      {...(page.next ? { nextHref: `/dons/etiquettes?after=${page.next}` } : {})}
      {...(after ? { firstHref: '/dons/etiquettes' } : {})}
      {...(page.items.length
        ? {}
        : {
            empty: (
              <Empty icon="tag" title="Aucune planche pour l’instant">
                Imprimez des codes libres à coller d’abord, ou les étiquettes d’un don depuis sa page.
              </Empty>
            ),
          })}
    >
      <ErrorSummary {...(problems ? { problems } : {})} />
      <Table
        caption="Planches d’étiquettes, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(s) => s.id}
        columns={[
          {
            header: 'Planche',
            row: true,
            cell: (s) => (
              <Cell
                main={s.donation ? <a href={`/dons/${s.donationId}`}>{`Don ${s.donation}`}</a> : KINDS[s.kind]}
                sub={formatDateTime(s.createdAt, timeZone)}
              />
            ),
          },
          { header: 'Pour', cell: (s) => s.organisation },
          { header: 'Étiquettes', numeric: true, cell: (s) => s.labels },
          { header: 'Collées', numeric: true, cell: (s) => (s.kind === 'blank' ? s.used : '') },
          {
            header: 'PDF',
            cell: (s) => <PaperLink paper={{ id: s.documentId, state: s.documentState }} label={s.documentNumber} />,
          },
        ]}
      />
    </ListPage>
  );
}

export interface BlankLabelsProps {
  places: readonly { id: string; name: string; organisation: string }[];
  problems?: FieldProblem[];
  values?: Record<string, string>;
}

/** A roll of codes that no device has yet: stuck first, described later. */
export function BlankLabelsPage({ places, problems, values = {} }: BlankLabelsProps) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <FormPage
      title="Codes libres"
      lead="Des étiquettes à coller d’abord sur les appareils, puis à décrire."
      trail={[...TRAIL, { label: 'Étiquettes', href: '/dons/etiquettes' }, { label: 'Codes libres' }]}
      aside={
        <Card title="Bon à savoir">
          <p>Un code ne sert qu’une fois. Imprimez-en un peu plus que prévu : les codes en trop attendent.</p>
        </Card>
      }
    >
      <Form action="/dons/etiquettes" {...shared}>
        {places.length === 1 ? (
          <HiddenField name="placeId" value={places[0]!.id} />
        ) : (
          <SelectField
            name="placeId"
            label="Pour quel lieu ?"
            required
            empty="Choisir un lieu"
            value={values.placeId ?? ''}
            options={places.map((p) => ({ value: p.id, label: p.name, group: p.organisation }))}
            {...shared}
          />
        )}
        <TextField
          name="count"
          label="Combien d’étiquettes ?"
          required
          inputmode="numeric"
          width="short"
          maxlength={5}
          value={values.count ?? '24'}
          {...shared}
        />
        <SelectField
          name="format"
          label="Planche"
          required
          options={FORMAT_OPTIONS}
          value={values.format ?? '24'}
          {...shared}
        />
        <TextField
          name="start"
          label="Première place libre sur la planche"
          hint="1 pour une planche neuve. Une planche entamée sert jusqu’au bout."
          required
          inputmode="numeric"
          width="short"
          maxlength={2}
          value={values.start ?? '1'}
          {...shared}
        />
        <Actions>
          <Button icon="printer">Préparer la planche</Button>
          <LinkButton look="quiet" href="/dons/etiquettes">
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
