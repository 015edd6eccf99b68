import {
  DATA_IMPORT_FIELDS,
  type DataImportFileView,
  type DataImportValueView,
  type Known,
  MAPPED_FIELDS,
  type MappedField,
  valueName,
} from '#bank/files/old-register';
import {
  Actions,
  Button,
  Card,
  CheckField,
  Disclosure,
  ErrorSummary,
  type FieldProblem,
  Form,
  FormPage,
  formatNumber,
  Notice,
  PostButton,
  plural,
  SelectField,
  Steps,
} from '#platform/ui';
import { FormMarksCard, sheetLabel } from '../../engine/web/column-choices.js';
import { choicesOf, FIELD_WORDS, VALUE_TITLES } from './data-import.words.js';
import { AllToProve } from './data-import-file.page.js';
import { STEPS } from './data-imports.page.js';

export interface MappingProps {
  file: DataImportFileView;
  values: readonly DataImportValueView[];
  known: { structures: readonly Known[]; places: readonly Known[] };
  problems?: FieldProblem[];
  typed?: Record<string, string>;
}

const MANY = 30;

export function MappingPage(props: MappingProps) {
  const { file: f, values, problems } = props;
  const open = values.filter((v) => v.target === null).length;
  return (
    <FormPage
      title={f.filename}
      lead={`${f.issuer} · ${plural(f.rowsRead, 'ligne lue', 'lignes lues')}${f.rowsSkipped ? `, dont ${formatNumber(f.rowsSkipped)} laissées de côté (totaux, remarques, lignes masquées…)` : ''}`}
      trail={[
        { label: 'Appareils', href: '/appareils' },
        { label: 'Reprise', href: '/reprise' },
        { label: f.filename },
      ]}
    >
      <Steps labels={STEPS} current={1} />
      <ErrorSummary problems={problems} />
      {f.people.length ? (
        <Notice tone="info" icon="eye-off" title="Laissé de côté, jamais gardé.">
          {` Les colonnes qui parlent de personnes : ${f.people.map((p) => `« ${p} »`).join(', ')}.`}
        </Notice>
      ) : null}
      {f.notes.length ? (
        <Notice tone="info" icon="message-square" title="Gardé comme note de l’appareil.">
          {` ${f.notes.map((n) => `« ${n} »`).join(', ')}, sans les passages où quelqu’un semble nommé.`}
        </Notice>
      ) : null}
      {f.columns.state === undefined ? <AllToProve /> : null}
      <ColumnChoice {...props} />
      {open ? (
        <Notice
          tone="attention"
          title={`${formatNumber(open)} ${open > 1 ? 'mots attendent' : 'mot attend'} votre réponse.`}
        >
          {' Le reste est proposé : relisez-le.'}
        </Notice>
      ) : null}
      <Form action={`/reprise/${f.id}/correspondances`}>
        {MAPPED_FIELDS.filter((field) => values.some((v) => v.field === field)).map((field) => (
          <Words key={field} field={field} {...props} />
        ))}
        <Card title="Le lieu habituel">
          <SelectField
            name="defaultPlaceId"
            label="Où sont les appareils dont le fichier ne dit pas le lieu"
            required
            value={props.typed?.['defaultPlaceId'] ?? f.defaultPlaceId ?? ''}
            empty="Choisissez"
            options={props.known.places.map((p) => ({ value: p.id, label: p.name }))}
            problems={problems}
          />
        </Card>
        <Actions>
          <Button icon="arrow-right">Continuer et vérifier</Button>
          {open > MANY ? (
            <Button name="rest" value="oui" look="secondary" icon="clipboard-list">
              Laisser le reste à vérifier
            </Button>
          ) : null}
        </Actions>
        {open > MANY ? (
          <p class="hint">
            « Laisser le reste à vérifier » : un état sans réponse devient « à prouver », un type est lu d’après le
            modèle, sinon « Autre », et la fiche de l’appareil dit ce qui est à vérifier ; un lieu devient le lieu
            habituel ; un numéro de série vu deux fois n’est pas repris deux fois, et une ligne qui n’est peut-être pas
            à reprendre est laissée.
          </p>
        ) : null}
      </Form>
      <PostButton action={`/reprise/${f.id}/abandon`} label="Abandonner ce fichier" icon="ban" look="quiet" />
    </FormPage>
  );
}

function ColumnChoice({ file: f, problems, typed }: MappingProps) {
  const titles = f.header.flatMap((title, i) => (title ? [{ value: String(i), label: title }] : []));
  const found = Object.keys(f.columns).length;
  const hidden = f.sheets[f.sheet]?.hiddenRows ?? 0;
  const wrong = problems?.some((p) => p.field.startsWith('column.')) ?? false;
  return (
    <Card title="Les colonnes">
      <p>
        {formatNumber(found)} {found > 1 ? 'colonnes reconnues' : 'colonne reconnue'} :{' '}
        {DATA_IMPORT_FIELDS.filter((field) => f.columns[field] !== undefined)
          .map((field) => `${FIELD_WORDS[field]} (« ${f.header[f.columns[field]!]} »)`)
          .join(', ')}
        .
      </p>
      <FormMarksCard {...f} />
      {hidden && !f.hiddenRows ? (
        <p>
          {plural(hidden, 'ligne est masquée, filtrée ou barrée', 'lignes sont masquées, filtrées ou barrées')} dans
          cette feuille : laissées de côté, sauf si vous les voulez.
        </p>
      ) : null}
      <Disclosure
        summary={f.sheets.length > 1 ? 'Corriger la feuille ou les colonnes' : 'Corriger les colonnes'}
        open={wrong}
      >
        <Form
          action={`/reprise/${f.id}/colonnes`}
          does={{ label: 'Relire avec ces colonnes', icon: 'refresh-cw', look: 'secondary' }}
        >
          {f.sheets.length > 1 ? (
            <SelectField
              name="sheet"
              label="Feuille du classeur"
              hint="Les colonnes d’une autre feuille sont relues. Les autres feuilles pourront être reprises ensuite, sans renvoyer le fichier."
              required
              value={String(f.sheet)}
              options={f.sheets.map((s, i) => ({ value: String(i), label: sheetLabel(s) }))}
            />
          ) : null}
          {DATA_IMPORT_FIELDS.map((field) => (
            <SelectField
              key={field}
              name={`column.${field}`}
              label={FIELD_WORDS[field]}
              required
              empty="Aucune"
              value={typed?.[`column.${field}`] ?? (f.columns[field] === undefined ? '' : String(f.columns[field]))}
              options={titles}
              problems={problems}
            />
          ))}
          {hidden ? (
            <CheckField
              name="hiddenRows"
              label={`Prendre aussi les lignes masquées, filtrées ou barrées (${formatNumber(hidden)})`}
              hint="Sinon, elles sont laissées de côté."
              checked={f.hiddenRows}
            />
          ) : null}
        </Form>
      </Disclosure>
    </Card>
  );
}

function Words({ field, values, known, problems, typed }: MappingProps & { field: MappedField }) {
  const { title, hint } = VALUE_TITLES[field];
  return (
    <Card title={title}>
      <p class="hint">{hint}</p>
      {values
        .filter((v) => v.field === field)
        .map((v) => (
          <SelectField
            key={v.key}
            name={valueName(field, v.key)}
            label={field === 'people' ? `Cases ${v.value}` : v.value || 'Case vide'}
            hint={plural(v.count, 'ligne', 'lignes')}
            required
            empty="Choisissez"
            value={typed?.[valueName(field, v.key)] ?? v.target ?? ''}
            options={choicesOf(v, known)}
            problems={problems}
          />
        ))}
    </Card>
  );
}
