import { type DatedColumn, type DatedTableId, datedTable, TEXT_LENGTH } from '#bank/rules';
import { type Again, AskPage, ChoiceField, SelectField, TextArea, TextField } from '#platform/ui';

interface Props extends Again {
  id: DatedTableId;
}

/** A new rule: what it says, from which day, and where it comes from. */
export function RuleFormPage({ id, problems, values = {} }: Props) {
  const t = datedTable(id);
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
        <SelectField
          name="key"
          label={t.key.label}
          required
          empty="Choisir"
          options={Object.entries(t.key.words).map(([value, label]) => ({ value, label }))}
        />
      ) : null}
      {t.columns.map((c) => (
        <ValueField key={c.column} column={c} value={values[c.column] ?? ''} />
      ))}
      <TextField
        name="validFrom"
        label="À partir de quel jour ?"
        hint="Aujourd’hui ou plus tard. Ce jour-là, elle remplace la règle d’avant."
        type="date"
        required
        width="medium"
      />
      <TextField
        name="source"
        label="D’où vient-elle ?"
        hint="Le texte de loi et son article, ou la décision de la banque et son jour."
        required
        maxlength={300}
      />
    </AskPage>
  );
}

const UNITS = { days: 'jours', months: 'mois', years: 'ans', cents: '€' } as const;

function ValueField({ column: c, value }: { column: DatedColumn; value: string }) {
  const shared = { name: c.column, label: c.label };
  if (c.kind === 'yes_no') {
    const options = ['oui', 'non'].map((word) => ({ value: word, label: word === 'oui' ? 'Oui' : 'Non' }));
    return <ChoiceField {...shared} required layout="inline" value={value || c.none || null} options={options} />;
  }
  if (c.kind === 'code') {
    const options = Object.entries(c.words ?? {}).map(([code, label]) => ({ value: code, label }));
    return <ChoiceField {...shared} required value={value || null} options={options} />;
  }
  if (c.kind === 'codes') {
    const options = Object.entries(c.words ?? {}).map(([code, label]) => ({ value: code, label }));
    return <ChoiceField {...shared} multiple value={value ? value.split(',') : []} options={options} />;
  }
  if (c.kind === 'text')
    return <TextArea {...shared} required rows={c.max ? 14 : 5} maxlength={c.max ?? TEXT_LENGTH} value={value} />;
  return (
    <TextField
      {...shared}
      {...(c.none ? { hint: `Vide : ${c.none}.` } : { required: true })}
      width="short"
      inputmode={c.kind === 'cents' ? 'decimal' : 'numeric'}
      {...(c.kind === 'count' ? {} : { unit: UNITS[c.kind] })}
      maxlength={10}
      value={value}
    />
  );
}
