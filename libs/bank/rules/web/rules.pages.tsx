import { type DatedTableId, datedTable, type RuleView } from '#bank/rules';
import {
  By,
  Cell,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FoldedCard,
  FoldedPage,
  formatDate,
  LinkButton,
  ListPage,
  PostButton,
  Table,
} from '#platform/ui';
import { keyWords, rulesInBrief, ruleWords, Since, StandingBadge, UnsettledBadge } from './rules.words.js';

/** What is in force, in sentences; the rules themselves and those to come, each with its source, are folded table by table. */
export function RulesPage({ tables }: { tables: readonly { table: DatedTableId; rules: readonly RuleView[] }[] }) {
  return (
    <FoldedPage
      title="Règles"
      lead="Ce qui vient de la loi, ou d’un choix de la banque : depuis quand, et d’où. Rien n’est réécrit : une règle nouvelle remplace l’ancienne à son jour."
    >
      {tables.map(({ table: id, rules }) => {
        const t = datedTable(id);
        const now = rules.filter((r) => r.standing !== 'past');
        return (
          <FoldedCard
            key={id}
            id={id}
            title={t.title}
            actions={<a href={`/regles/${id}`}>Histoire</a>}
            brief={rulesInBrief(id, now)}
            summary={now.length > 1 ? `Les ${now.length} règles et leurs sources` : 'La règle et sa source'}
          >
            <p class="hint">{t.about}</p>
            <Table
              caption={t.title}
              rows={now}
              rowKey={(r) => `${r.key}-${r.validFrom}`}
              columns={[
                {
                  header: t.key?.label ?? 'Règle',
                  row: true,
                  cell: (r) => (
                    <Cell
                      main={keyWords(t, r)}
                      sub={r.standing === 'coming' ? <StandingBadge standing="coming" /> : <UnsettledBadge rule={r} />}
                    />
                  ),
                },
                { header: 'Ce qu’elle dit', wide: true, cell: (r) => ruleWords(t, r) },
                { header: 'Source', wide: true, cell: (r) => <Cell main={r.source} sub={<Since rule={r} />} /> },
              ]}
            />
          </FoldedCard>
        );
      })}
    </FoldedPage>
  );
}

/** One table of rules with its past, and the button that adds one. */
export function RuleTablePage({
  id,
  rules,
  mayAdd,
  problems,
}: {
  id: DatedTableId;
  rules: readonly RuleView[];
  mayAdd: boolean;
  problems?: FieldProblem[];
}) {
  const t = datedTable(id);
  return (
    <ListPage
      title={t.title}
      lead={t.about}
      trail={[{ label: 'Règles', href: '/regles' }, { label: t.title }]}
      action={
        mayAdd ? (
          <LinkButton look="primary" icon="plus" href={`/regles/${id}/nouvelle`}>
            Ajouter une règle
          </LinkButton>
        ) : undefined
      }
      rows={rules}
      empty={
        <Empty icon="scale" title="Aucune règle">
          Rien n’est fixé ici.
        </Empty>
      }
    >
      <ErrorSummary problems={problems} />
      <Table
        caption={`${t.title}, de la plus récente à la plus ancienne`}
        rows={rules}
        rowKey={(r) => `${r.key}-${r.validFrom}`}
        columns={[
          {
            header: t.key?.label ?? 'Règle',
            row: true,
            cell: (r) => <Cell main={keyWords(t, r)} sub={<UnsettledBadge rule={r} />} />,
          },
          { header: 'Ce qu’elle dit', wide: true, cell: (r) => ruleWords(t, r) },
          {
            header: 'Depuis',
            cell: (r) => (
              <Cell
                main={formatDate(`${r.validFrom}T12:00:00Z`, 'UTC')}
                sub={<StandingBadge standing={r.standing} />}
              />
            ),
          },
          {
            header: 'Source',
            wide: true,
            cell: (r) => (
              <>
                {r.source}
                <By number={r.operatorNumber} />
              </>
            ),
          },
          ...(mayAdd && rules.some((r) => r.standing === 'coming') ? [takingBack(id)] : []),
        ]}
      />
    </ListPage>
  );
}

/** The column that takes back a rule which has not begun. */
const takingBack = (id: DatedTableId) => ({
  header: 'Retirer',
  cell: (r: RuleView) =>
    r.standing === 'coming' ? (
      <PostButton
        action={`/regles/${id}/retrait`}
        fields={{ key: r.key ?? '', validFrom: r.validFrom }}
        label="Retirer"
        icon="trash-2"
        look="quiet"
      />
    ) : (
      ''
    ),
});
