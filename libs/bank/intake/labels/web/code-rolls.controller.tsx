import { Param, Query } from '@nestjs/common';
import { VOID_REASONS } from '#bank/devices';
import { CodeRolls, type CodeRollView, type LabelSheetView, LabelsService } from '#bank/intake';
import { Act, ApiController, Context, Ctx, exportOf, PlainListQuery, Read } from '#platform/http';
import { type Page, READ, WRITE } from '#platform/kernel';
import {
  Badge,
  Card,
  Empty,
  Facts,
  FieldsOf,
  Form,
  type FormState,
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

function RollsPage({
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
            href: (r) => `${here}/${r.id}`,
            cell: (r) => r.number,
            sub: (r) => formatDate(r.madeAt, timeZone),
          },
          { header: 'Pour', cell: (r) => r.organisation, sub: (r) => r.place ?? '' },
          { header: 'Imprimées', numeric: true, cell: (r) => formatNumber(r.printed) },
          { header: 'Collées', numeric: true, cell: (r) => formatNumber(r.used) },
          { header: 'Restent', numeric: true, cell: (r) => formatNumber(r.remaining) },
          { header: 'État', cell: (r) => <State roll={r} /> },
        ]}
      />
    </ListPage>
  );
}

interface RollProps extends FormState {
  roll: CodeRollView;
  sheets: readonly LabelSheetView[];
  timeZone: string;
}

function RollPage({ roll: r, sheets, timeZone, problems, values = {} }: RollProps) {
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
          <Form
            action={`/dons/etiquettes/rouleaux/${r.id}/annulation`}
            problems={problems}
            values={values}
            does={{ label: 'Annuler ce rouleau', icon: 'ban', look: 'danger' }}
          >
            <FieldsOf form={VoidRollDto} />
          </Form>
        </Card>
      )}
    </ThingPage>
  );
}

/** Rolls of codes printed before their devices: how much of each is left, and voiding a lost one. */
@ApiController('code-rolls')
export class CodeRollsController {
  constructor(
    private readonly rolls: CodeRolls,
    private readonly labels: LabelsService,
  ) {}

  /** Rolls with what was printed, used and remains, newest first, 50 a page. */
  @Read(READ.labels, { page: 'dons/etiquettes/rouleaux', api: 'code-rolls' })
  async list(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    const asked = ctx.asked(query);
    const page = await this.rolls.list(ctx.actor, asked);
    return ctx.answer(page, () => <RollsPage page={page} after={asked.cursor} timeZone={ctx.bank.timeZone} />);
  }

  /** A roll, with what was printed, used and remains. */
  @Read(READ.labels, { page: 'dons/etiquettes/rouleaux/:id', api: 'code-rolls/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const roll = await this.rolls.byId(ctx.actor, id);
    return ctx.answer(roll, () => this.page(ctx, roll));
  }

  /** The roll is lost: its codes that no device has are refused from now on. */
  @Act(WRITE.labels, {
    page: 'dons/etiquettes/rouleaux/:id/annulation',
    api: 'code-rolls/:id/void',
    takes: VoidRollDto,
  })
  void(@Context() ctx: Ctx, @Param('id') id: string) {
    const view = () => this.rolls.byId(ctx.actor, id);
    return ctx.act({
      ref: id,
      dto: VoidRollDto,
      done: async () => `Rouleau ${(await view()).number} annulé : ses étiquettes libres ne servent plus.`,
      work: (tx, { reason }) => this.rolls.void(tx, ctx.actor, id, reason),
      to: () => `/dons/etiquettes/rouleaux/${id}`,
      view,
      page: async (again) => this.page(ctx, await view(), again),
    });
  }

  private async page(ctx: Ctx, roll: CodeRollView, tried: Pick<RollProps, 'problems' | 'values'> = {}) {
    const { items } = await this.labels.list(ctx.actor, { rollId: roll.id, limit: 10 });
    return <RollPage roll={roll} sheets={items} timeZone={ctx.bank.timeZone} {...tried} />;
  }
}
