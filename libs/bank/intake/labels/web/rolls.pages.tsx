import { VOID_REASONS } from '#bank/devices';
import { CodeRolls, type CodeRollView, type LabelSheetView } from '#bank/intake';
import { exportOf, PlainListQuery } from '#platform/http';
import { type Page, READ } from '#platform/kernel';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Card,
  Cell,
  Empty,
  Facts,
  FieldsOf,
  Form,
  formatDate,
  formatDateTime,
  formatNumber,
  LinkButton,
  ListPage,
  listProps,
  Notice,
  plural,
  Section,
  Table,
  ThingPage,
} from '#platform/ui';
import { PaperLink } from '../../../documents/web/paper-link.js';
import { VoidRollDto } from './labels.dto.js';

const TRAIL = [
  { label: 'Dons', href: '/dons' },
  { label: 'Étiquettes', href: '/dons/etiquettes' },
];

const State = ({ roll: r }: { roll: CodeRollView }) =>
  r.voidedAt ? (
    <Badge tone="alert" icon="ban">
      annulé
    </Badge>
  ) : r.remaining ? (
    <Badge tone="ok" icon="tag">
      en service
    </Badge>
  ) : (
    <Badge icon="check">tout est collé</Badge>
  );

export const CodeRollExport = exportOf({
  query: PlainListQuery,
  right: READ.labels,
  page: 'dons/etiquettes/rouleaux',
  api: 'code-rolls',
  name: 'Rouleaux de codes',
  filename: 'rouleaux',
  reads: CodeRolls,
  read: (rolls, ctx, asked) => rolls.list(ctx.actor, asked),
  columns: [
    ['Rouleau', (r) => r.number],
    ['Fait le', (r) => r.madeAt],
    ['Pour', (r) => r.organisation],
    ['Lieu', (r) => r.place],
    ['Imprimées', (r) => r.printed],
    ['Collées', (r) => r.used],
    ['Restent', (r) => r.remaining],
    ['Annulé le', (r) => r.voidedAt],
    ['Pourquoi', (r) => (r.voidReason ? VOID_REASONS[r.voidReason] : null)],
  ],
});

export function RollsPage({
  page,
  after,
  timeZone,
}: {
  page: Page<CodeRollView>;
  after: string | undefined;
  timeZone: string;
}) {
  const here = '/dons/etiquettes/rouleaux';
  return (
    <ListPage
      title="Rouleaux de codes"
      lead="Les étiquettes imprimées d’abord, collées puis décrites."
      trail={[...TRAIL, { label: 'Rouleaux' }]}
      action={
        <LinkButton look="primary" icon="tag" href="/dons/etiquettes/nouvelles">
          Imprimer des codes libres
        </LinkButton>
      }
      {...listProps({ at: here, query: { after } }, page, ['rouleau', 'rouleaux'])}
      empty={
        <Empty icon="tag" title="Aucun rouleau pour l’instant">
          Imprimez des codes libres : ils seront comptés ici.
        </Empty>
      }
    >
      <Table
        caption="Rouleaux, du plus récent au plus ancien"
        rows={page.items}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Rouleau',
            row: true,
            cell: (r) => (
              <Cell main={<a href={`${here}/${r.id}`}>{r.number}</a>} sub={formatDate(r.madeAt, timeZone)} />
            ),
          },
          { header: 'Pour', cell: (r) => <Cell main={r.organisation} sub={r.place ?? ''} /> },
          { header: 'Imprimées', numeric: true, cell: (r) => formatNumber(r.printed) },
          { header: 'Collées', numeric: true, cell: (r) => formatNumber(r.used) },
          { header: 'Restent', numeric: true, cell: (r) => formatNumber(r.remaining) },
          { header: 'État', cell: (r) => <State roll={r} /> },
        ]}
      />
    </ListPage>
  );
}

export interface RollProps extends Again {
  roll: CodeRollView;
  sheets: readonly LabelSheetView[];
  timeZone: string;
}

/** One roll: print a part of it again, or void it when it is lost. */
export function RollPage({ roll: r, sheets, timeZone, problems, values = {} }: RollProps) {
  return (
    <ThingPage
      title={`Rouleau ${r.number}`}
      lead={r.place ? `${r.organisation}, ${r.place}` : r.organisation}
      trail={[...TRAIL, { label: 'Rouleaux', href: '/dons/etiquettes/rouleaux' }, { label: r.number }]}
      state={<State roll={r} />}
      next={
        r.voidedAt ? (
          <p>Ses étiquettes libres sont refusées depuis. Celles déjà collées servent toujours.</p>
        ) : (
          <>
            <p>
              {r.remaining ? `${plural(r.remaining, 'étiquette')} à coller.` : 'Toutes ses étiquettes sont collées.'}
            </p>
            <LinkButton href={`/dons/etiquettes/impression?rouleau=${r.id}`} icon="printer" look="primary" wide>
              Imprimer de nouveau
            </LinkButton>
          </>
        )
      }
    >
      <Section title="Ce rouleau">
        <Facts
          facts={[
            ['Imprimées', formatNumber(r.printed)],
            ['Collées', formatNumber(r.used)],
            ['Restent', formatNumber(r.remaining)],
            ['Fait', formatDateTime(r.madeAt, timeZone)],
            ['Annulé', r.voidedAt ? formatDateTime(r.voidedAt, timeZone) : ''],
            ['Pourquoi', r.voidReason ? VOID_REASONS[r.voidReason] : ''],
          ]}
        />
      </Section>
      <Card title={sheets.length > 1 ? 'Ses fichiers' : 'Son fichier'}>
        {sheets.map((s) => (
          <p key={s.id}>
            <PaperLink
              paper={{ id: s.documentId, state: s.documentState }}
              label={`${plural(s.labels, 'étiquette')} en PDF, ${s.documentNumber}`}
            />{' '}
            <a href={`/dons/etiquettes/planches/${s.id}`}>du {formatDate(s.createdAt, timeZone)}</a>
          </p>
        ))}
      </Card>
      {r.voidedAt ? null : (
        <Card title="Rouleau perdu ?">
          <Notice tone="attention" title="On ne peut pas revenir en arrière">
            {plural(r.remaining, 'étiquette')} ne serviront plus. Les appareils déjà étiquetés ne changent pas.
          </Notice>
          <Form action={`/dons/etiquettes/rouleaux/${r.id}/annulation`} problems={problems} values={values}>
            <FieldsOf form={VoidRollDto} />
            <Actions>
              <Button look="danger" icon="ban">
                Annuler ce rouleau
              </Button>
            </Actions>
          </Form>
        </Card>
      )}
    </ThingPage>
  );
}
