import { type DatedColumn, type DatedTableId, datedTable } from '#rules';
import {
  Actions,
  Button,
  ChoiceField,
  type FieldProblem,
  Form,
  FormPage,
  LinkButton,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.js';

interface Props {
  id: DatedTableId;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}

/** A new rule: what it says, from which day, and where it comes from. */
export function RuleFormPage({ id, problems, values = {} }: Props) {
  const t = datedTable(id);
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <FormPage
      title="Ajouter une règle"
      lead={`${t.title}. ${t.about}`}
      trail={[{ label: 'Règles', href: '/regles' }, { label: t.title, href: `/regles/${id}` }, { label: 'Ajouter' }]}
    >
      <Form action={`/regles/${id}`} {...shared}>
        {t.key ? (
          <SelectField
            name="key"
            label={t.key.label}
            required
            empty="Choisir"
            value={values['key'] ?? ''}
            options={Object.entries(t.key.words).map(([value, label]) => ({ value, label }))}
            {...shared}
          />
        ) : null}
        {t.columns.map((c) => (
          <ValueField key={c.column} column={c} value={values[c.column] ?? ''} {...shared} />
        ))}
        <TextField
          name="validFrom"
          label="À partir de quel jour ?"
          hint="Aujourd’hui ou plus tard. Ce jour-là, elle remplace la règle d’avant."
          type="date"
          required
          width="medium"
          value={values['validFrom'] ?? ''}
          {...shared}
        />
        <TextField
          name="source"
          label="D’où vient-elle ?"
          hint="Le texte de loi et son article, ou la décision de la banque et son jour."
          required
          maxlength={300}
          value={values['source'] ?? ''}
          {...shared}
        />
        <Actions>
          <Button icon="plus">Ajouter cette règle</Button>
          <LinkButton look="quiet" href={`/regles/${id}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}

const UNITS = { days: 'jours', months: 'mois', years: 'ans', cents: '€' } as const;

function ValueField({ column: c, value, problems }: { column: DatedColumn; value: string; problems?: FieldProblem[] }) {
  const shared = { name: c.column, label: c.label, ...(problems ? { problems } : {}) };
  if (c.kind === 'yes_no') {
    const options = ['oui', 'non'].map((word) => ({ value: word, label: word === 'oui' ? 'Oui' : 'Non' }));
    return <ChoiceField {...shared} required layout="inline" value={value || null} options={options} />;
  }
  if (c.kind === 'codes') {
    const options = Object.entries(c.words ?? {}).map(([code, label]) => ({ value: code, label }));
    return <ChoiceField {...shared} multiple value={value ? value.split(',') : []} options={options} />;
  }
  if (c.kind === 'text') return <TextArea {...shared} required rows={5} maxlength={2000} value={value} />;
  return (
    <TextField
      {...shared}
      {...(c.none ? { hint: `Vide : ${c.none}.` } : { required: true })}
      width="short"
      inputmode={c.kind === 'cents' ? 'decimal' : 'numeric'}
      unit={UNITS[c.kind]}
      maxlength={10}
      value={value}
    />
  );
}
