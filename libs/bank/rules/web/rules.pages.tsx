import { type DatedTableId, datedTable, type RuleView } from '#bank/rules';
import {
  By,
  Card,
  Cell,
  Empty,
  ErrorSummary,
  type FieldProblem,
  formatDate,
  LinkButton,
  ListPage,
  PostButton,
  Table,
} from '#platform/ui';
import { keyWords, ruleWords, Since, StandingBadge, UnsettledBadge } from './rules.words.js';

/** Every rule in force and to come, table by table, with its source. */
export function RulesPage({ tables }: { tables: readonly { table: DatedTableId; rules: readonly RuleView[] }[] }) {
  return (
    <ListPage
      title="Règles"
      lead="Ce qui vient de la loi, ou d’un choix de la banque : depuis quand, et d’où. Rien n’est réécrit : une règle nouvelle remplace l’ancienne à son jour."
    >
      {tables.map(({ table: id, rules }) => {
        const t = datedTable(id);
        const now = rules.filter((r) => r.standing !== 'past');
        return (
          <Card key={id} id={id} title={t.title} actions={<a href={`/regles/${id}`}>Histoire</a>}>
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
          </Card>
        );
      })}
    </ListPage>
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
      {...(mayAdd
        ? {
            action: (
              <LinkButton look="primary" icon="plus" href={`/regles/${id}/nouvelle`}>
                Ajouter une règle
              </LinkButton>
            ),
          }
        : {})}
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
