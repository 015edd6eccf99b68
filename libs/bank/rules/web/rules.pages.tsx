import {
  AskPage,
  By,
  ChoiceField,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FieldsOf,
  FoldedCard,
  FoldedPage,
  type FormState,
  formatDate,
  LinkButton,
  ListPage,
  optionsOf,
  PostButton,
  SelectField,
  Table,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { type DatedColumn, type DatedTableId, datedTable } from '../dated-tables.js';
import { type RuleView, TEXT_LENGTH } from '../rules.service.js';
import { NewRuleDto } from './rules.dto.js';
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
                  cell: (r) => keyWords(t, r),
                  sub: (r) =>
                    r.standing === 'coming' ? <StandingBadge standing="coming" /> : <UnsettledBadge rule={r} />,
                },
                { header: 'Ce qu’elle dit', wide: true, cell: (r) => ruleWords(t, r) },
                { header: 'Source', wide: true, cell: (r) => r.source, sub: (r) => <Since rule={r} /> },
              ]}
            />
          </FoldedCard>
        );
      })}
    </FoldedPage>
  );
}

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
            cell: (r) => keyWords(t, r),
            sub: (r) => <UnsettledBadge rule={r} />,
          },
          { header: 'Ce qu’elle dit', wide: true, cell: (r) => ruleWords(t, r) },
          {
            header: 'Depuis',
            cell: (r) => formatDate(`${r.validFrom}T12:00:00Z`, 'UTC'),
            sub: (r) => <StandingBadge standing={r.standing} />,
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

interface Props extends FormState {
  id: DatedTableId;
  /** Proposed to whoever opens a bank: its first rules hold from that day on. */
  today: string;
}

export function RuleFormPage({ id, today, problems, values = {} }: Props) {
  const t = datedTable(id);
  const { settingUp } = useView();
  return (
    <AskPage
      title="Ajouter une règle"
      lead={`${t.title}. ${t.about}`}
      trail={[{ label: 'Règles', href: '/regles' }, { label: t.title, href: `/regles/${id}` }, { label: 'Ajouter' }]}
      action={`/regles/${id}`}
      problems={problems}
      values={values}
      does={{ label: 'Ajouter cette règle', icon: 'plus' }}
      back={{ href: `/regles/${id}` }}
    >
      {t.key ? (
        <SelectField name="key" label={t.key.label} required empty="Choisir" options={optionsOf(t.key.words)} />
      ) : null}
      {t.columns.map((c) => (
        <ValueField key={c.column} column={c} value={values[c.column] ?? ''} />
      ))}
      <FieldsOf form={NewRuleDto} but={settingUp ? { validFrom: { value: values['validFrom'] ?? today } } : {}} />
    </AskPage>
  );
}

const UNITS = { percent: '%', days: 'jours', months: 'mois', years: 'ans', cents: '€' } as const;

function ValueField({ column: c, value }: { column: DatedColumn; value: string }) {
  const shared = { name: c.column, label: c.label };
  if (c.kind === 'yes_no') {
    const options = optionsOf({ oui: 'Oui', non: 'Non' });
    return <ChoiceField {...shared} required layout="inline" value={value || c.none || null} options={options} />;
  }
  const options = optionsOf(c.words ?? {});
  if (c.kind === 'code') return <ChoiceField {...shared} required value={value || null} options={options} />;
  if (c.kind === 'codes')
    return <ChoiceField {...shared} multiple value={value ? value.split(',') : []} options={options} />;
  if (c.kind === 'text')
    return <TextArea {...shared} required rows={c.max ? 14 : 5} maxlength={c.max ?? TEXT_LENGTH} value={value} />;
  return (
    <TextField
      {...shared}
      hint={c.none ? `Vide : ${c.none}.` : undefined}
      required={!c.none}
      width="short"
      inputmode={c.kind === 'cents' ? 'decimal' : 'numeric'}
      unit={c.kind === 'count' ? undefined : UNITS[c.kind]}
      maxlength={10}
      value={value}
    />
  );
}
