import { Param, Query } from '@nestjs/common';
import {
  CORRECTION_REASONS,
  CORRECTIONS,
  CorrectionsService,
  type CorrectionView,
  LISTED_CORRECTIONS,
  TOUCHES,
} from '#bank/corrections';
import type { CountedPage } from '#platform/database';
import { Act, type ActOn, ApiController, Context, Ctx, exportOf, pageQuery, Read, SigningDto } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import {
  AskPage,
  Badge,
  Card,
  DoLink,
  Empty,
  Facts,
  type FormState,
  formatDateTime,
  formatWho,
  ListOf,
  SigningPassword,
  ThingPage,
  Who,
  waitingColumn,
} from '#platform/ui';
import { changeWords, donorsOf, subjectHref } from './corrections.words.js';

class CorrectionsQuery extends pageQuery(LISTED_CORRECTIONS) {
  declare 'a-contresigner'?: string;
}

/** The corrections to take away: by operator numbers, never by names. */
export const CorrectionExport = exportOf({
  query: CorrectionsQuery,
  right: READ.corrections,
  page: 'corrections',
  api: 'corrections',
  name: 'Corrections',
  filename: 'corrections',
  reads: CorrectionsService,
  read: (corrections, ctx, asked) => corrections.list(ctx.actor, asked),
  columns: [
    ['Correction', (c) => CORRECTIONS[c.kind].done],
    ['De quoi', (c) => c.label],
    ['Avant, après', (c) => changeWords(c)],
    ['Comment', (c) => CORRECTION_REASONS[c.reason]],
    ['Le', (c) => c.at],
    ['Opérateur', (c) => c.operatorNumber],
    ['Organisation', (c) => c.organisation],
    ['À relire', (c) => (c.touches.length ? 'oui' : 'non')],
    ['Attend depuis le', (c) => c.waitingSince],
    ['Relue le', (c) => c.countersignedAt],
    ['Relue par l’opérateur', (c) => c.countersignedBy],
  ],
});

/** Everything that was put right, newest first, or what waits for a second person. */
function CorrectionListPage(props: { page: CountedPage<CorrectionView>; query: CorrectionsQuery; timeZone: string }) {
  const { page, query, timeZone } = props;
  return (
    <ListOf
      title={query['a-contresigner'] ? 'À contresigner' : 'Corrections'}
      list={LISTED_CORRECTIONS}
      at="/corrections"
      query={query}
      page={page}
      noun={['correction']}
      lead="Les erreurs corrigées : ce qui était noté avant reste dans l’histoire. Ce qui touche un papier signé est relu par une deuxième personne."
      notFound={
        <Empty icon="circle-check" title="Rien à contresigner">
          Tout ce qui devait être relu l’a été.
        </Empty>
      }
      none={
        <Empty icon="circle-check" title="Aucune correction">
          Les erreurs corrigées seront listées ici.
        </Empty>
      }
      columns={[
        {
          header: 'Correction',
          row: true,
          href: (c) => `/corrections/${c.id}`,
          cell: (c) => CORRECTIONS[c.kind].done,
          sub: (c) => c.label,
        },
        { header: 'Avant, après', cell: (c) => changeWords(c) || '–' },
        { header: 'Qui', cell: (c) => formatWho(c), sub: (c) => formatDateTime(c.at, timeZone) },
        waitingColumn(timeZone),
        { header: 'Relecture', cell: (c) => <Reading correction={c} /> },
      ]}
    />
  );
}

function Reading({ correction: c }: { correction: CorrectionView }) {
  if (!c.touches.length) return <>pas demandée</>;
  if (c.countersignedAt)
    return (
      <Badge tone="ok" icon="circle-check">
        contresignée, <Who operatorNumber={c.countersignedBy} />
      </Badge>
    );
  return (
    <Badge tone="attention" icon="signature">
      {c.nobodyElse ? 'seul à la banque' : 'à contresigner'}
    </Badge>
  );
}

/** One correction; its second person signs it here. */
function CorrectionPage({
  correction: c,
  timeZone,
  problems,
}: FormState & { correction: CorrectionView; timeZone: string }) {
  const { done } = CORRECTIONS[c.kind];
  const donors = donorsOf(c);
  const facts = (
    <Facts
      facts={[
        [
          'Quoi',
          <DoLink href={subjectHref(c)} otherwise={c.label}>
            {c.label}
          </DoLink>,
        ],
        ['Avant, après', changeWords(c)],
        [
          'Donateur',
          donors ? (
            <>
              <DoLink href={donors[0]} otherwise="celui d’avant">
                celui d’avant
              </DoLink>
              ,{' '}
              <DoLink href={donors[1]} otherwise="celui d’après">
                celui d’après
              </DoLink>
            </>
          ) : null,
        ],
        ['Comment', CORRECTION_REASONS[c.reason]],
        ['Qui', formatWho(c)],
        ['Quand', formatDateTime(c.at, timeZone)],
        ['Concerne', c.touches.map((touch) => TOUCHES[touch]).join(', ')],
        ['Relecture', <Reading correction={c} />],
        ...(c.nobodyElse && !c.countersignedAt
          ? [['À savoir', 'Quand elle a été faite, personne d’autre ne pouvait la relire.'] as [string, string]]
          : []),
      ]}
    />
  );
  return c.mayCountersign ? (
    <AskPage
      title={done}
      lead="Relisez, puis contresignez : vous dites que cette correction est juste."
      trail={[{ label: 'Corrections', href: '/corrections' }, { label: c.label }]}
      intro={facts}
      action={`/corrections/${c.id}/contreseing`}
      problems={problems}
      does={{ label: 'Contresigner', icon: 'signature' }}
      back={{ href: '/corrections?a-contresigner=oui', label: 'Pas maintenant' }}
    >
      <SigningPassword act="countersign" problems={problems} />
    </AskPage>
  ) : (
    <ThingPage
      title={`${done}, ${c.label}`}
      heading={done}
      trail={[{ label: 'Corrections', href: '/corrections' }, { label: c.label }]}
    >
      <Card title="Ce qui a été corrigé">{facts}</Card>
    </ThingPage>
  );
}

@ApiController('corrections')
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}

  /** Corrections the token's organisation sees, newest first or in the order of `sort`, 50 a page; with `a-contresigner=oui` those that wait for a second person. */
  @Read(READ.corrections, { page: 'corrections', api: 'corrections' })
  async list(@Context() ctx: Ctx, @Query() query: CorrectionsQuery) {
    const { total, ...page } = await this.corrections.counted(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => (
      <CorrectionListPage page={{ ...page, total }} query={query} timeZone={ctx.bank.timeZone} />
    ));
  }

  /** One correction. */
  @Read(READ.corrections, { page: 'corrections/:id', api: 'corrections/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const correction = await this.corrections.byId(ctx.actor, id);
    return ctx.answer(correction, () => <CorrectionPage correction={correction} timeZone={ctx.bank.timeZone} />);
  }

  /** A second person read it again and agrees. */
  @Act(WRITE.countersignatures, {
    page: 'corrections/:id/contreseing',
    api: 'corrections/:id/countersign',
    takes: SigningDto,
  })
  countersign(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: SigningDto,
      done: 'Correction contresignée.',
      work: (tx, { password }) => this.corrections.countersign(tx, ctx.actor, id, password),
    });
  }

  private on(ctx: Ctx, id: string): ActOn<CorrectionView> {
    const view = () => this.corrections.byId(ctx.actor, id);
    return {
      ref: id,
      to: () => '/corrections?a-contresigner=oui',
      view,
      page: async ({ problems = [] }) => (
        <CorrectionPage correction={await view()} timeZone={ctx.bank.timeZone} problems={problems} />
      ),
    };
  }
}
