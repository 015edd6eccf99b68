import {
  CORRECTION_REASONS,
  CORRECTIONS,
  CorrectionsService,
  type CorrectionView,
  LISTED_CORRECTIONS,
  TOUCHES,
} from '#bank/corrections';
import type { CountedPage } from '#platform/database';
import { exportOf, pageQuery } from '#platform/http';
import { READ } from '#platform/kernel';
import {
  type Again,
  AskPage,
  Badge,
  Card,
  Cell,
  DoLink,
  Empty,
  Facts,
  formatDateTime,
  formatWho,
  ListOf,
  SigningPassword,
  ThingPage,
  Who,
  waitingColumn,
} from '#platform/ui';
import { changeWords, donorsOf, subjectHref } from './corrections.words.js';

/** What is asked of the list of corrections, by a person or a program. */
export class CorrectionsQuery extends pageQuery(LISTED_CORRECTIONS) {
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
export function CorrectionListPage(props: {
  page: CountedPage<CorrectionView>;
  query: CorrectionsQuery;
  timeZone: string;
}) {
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
          cell: (c) => <Cell main={<a href={`/corrections/${c.id}`}>{CORRECTIONS[c.kind].done}</a>} sub={c.label} />,
        },
        { header: 'Avant, après', cell: (c) => changeWords(c) || '–' },
        { header: 'Qui', cell: (c) => <Cell main={formatWho(c)} sub={formatDateTime(c.at, timeZone)} /> },
        waitingColumn(timeZone),
        { header: 'Relecture', cell: (c) => <Reading correction={c} /> },
      ]}
    />
  );
}

/** Whether a second person has read it, or has to. */
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
export function CorrectionPage({
  correction: c,
  timeZone,
  problems,
}: Again & { correction: CorrectionView; timeZone: string }) {
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
