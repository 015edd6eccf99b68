import type { ComponentChildren } from 'preact';
import { categoryOf } from '#bank/devices';
import type { PlaceView } from '#bank/people';
import {
  AskPage,
  ChoiceField,
  Disclosure,
  type FieldProblem,
  Fieldset,
  FieldsOf,
  HiddenField,
  Notice,
  optionsOf,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';
import { NEEDS, REQUESTABLE } from '../needs.js';
import { RequestDto } from './requests.dto.js';

/** Lines that the form offers; empty ones are left out. */
export const OFFERED_LINES = 3;

interface RequestFormProps {
  id?: string | undefined;
  places: readonly PlaceView[];
  values: Readonly<Record<string, string>>;
  problems?: FieldProblem[];
}

/** What a structure needs: how many, of what, for which uses. Nobody is named. */
export function RequestFormPage({ id, places, values, problems }: RequestFormProps) {
  const title = id ? 'Modifier la demande' : 'Nouvelle demande';
  const { helpline } = useView().bank;
  return (
    <AskPage
      title={title}
      lead="Combien d’appareils, et pour quels usages ? La banque répond à la demande entière."
      trail={[{ label: 'Demandes', href: '/demandes' }, { label: title }]}
      action={id ? `/demandes/${id}/modifier` : '/demandes'}
      problems={problems}
      values={values}
      does={{ label: id ? 'Enregistrer' : 'Continuer', icon: 'arrow-right' }}
      back={{ href: id ? `/demandes/${id}` : '/demandes' }}
    >
      <Notice tone="info" icon="lock">
        Ne dites rien d’une personne ici : ni nom, ni santé, ni situation. Un usage suffit.
      </Notice>
      <p class="hint">
        Ces appareils sont remis aux personnes que vous accompagnez. Pour équiper vos propres locaux, demandez
        directement à la banque{helpline ? ` au ${helpline}` : ''}.
      </p>
      {Array.from({ length: Math.max(OFFERED_LINES, lineCount(values)) }, (_, i) => (
        <Folded key={i} i={i} values={values} problems={problems}>
          <Line i={i} values={values} />
        </Folded>
      ))}
      <FieldsOf form={RequestDto} only={['urgency']} but={{ urgency: { value: values['urgency'] || 'normal' } }} />
      <DeliveredTo places={places} chosen={values['placeId']} />
    </AskPage>
  );
}

function DeliveredTo({ places, chosen }: Pick<RequestFormProps, 'places'> & { chosen: string | undefined }) {
  const [only, another] = places;
  if (only && !another)
    return (
      <p>
        <HiddenField name="placeId" value={only.id} />
        Lieu de livraison : {only.path}
      </p>
    );
  return (
    <FieldsOf
      form={RequestDto}
      only={['placeId']}
      but={{
        placeId: { value: chosen ?? only?.id ?? '', options: places.map((p) => ({ value: p.id, label: p.path })) },
      }}
    />
  );
}

interface LineProps {
  i: number;
  values: RequestFormProps['values'];
  problems: FieldProblem[] | undefined;
}

/** Most requests are one line: the others wait under a word, open when something is in them. */
function Folded({ i, values, problems, children }: LineProps & { children: ComponentChildren }) {
  if (i === 0) return <>{children}</>;
  const used = Boolean(values[`lines.${i}.category`] || values[`lines.${i}.quantity`]);
  const wrong = problems?.some((p) => p.field.startsWith(`lines.${i}.`)) ?? false;
  return (
    <Disclosure open={used || wrong} summary={`Demander aussi un autre type d’appareil (${i + 1})`}>
      {children}
    </Disclosure>
  );
}

function Line({ i, values }: Pick<LineProps, 'i' | 'values'>) {
  const name = (field: string) => `lines.${i}.${field}`;
  return (
    <Fieldset
      legend={i === 0 ? 'Appareils demandés' : `Autre type d’appareil (ligne ${i + 1})`}
      hint={i === 0 ? undefined : 'Laissez vide si la demande s’arrête là.'}
    >
      <SelectField
        name={name('category')}
        label="Type"
        required={i === 0}
        width="medium"
        empty="Choisir"
        options={REQUESTABLE.map((c) => ({ value: c, label: categoryOf(c).label }))}
      />
      <TextField
        name={name('quantity')}
        label="Nombre"
        required={i === 0}
        type="number"
        inputmode="numeric"
        width="short"
        min={1}
        max={50}
      />
      <ChoiceField
        name={name('needs')}
        label="Usages"
        multiple
        layout="inline"
        value={(values[name('needs')] ?? '').split(',')}
        options={optionsOf(NEEDS)}
      />
    </Fieldset>
  );
}

const lineCount = (values: RequestFormProps['values']): number =>
  Object.keys(values).reduce(
    (most, name) => Math.max(most, Number(/^lines\.(\d)\.quantity$/.exec(name)?.[1] ?? -1) + 1),
    0,
  );
