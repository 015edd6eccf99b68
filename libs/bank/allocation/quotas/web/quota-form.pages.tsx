import { type MergedStructure, type QuotaView, REQUESTABLE } from '#bank/allocation';
import { CORRECTIONS } from '#bank/corrections';
import { categoryOf } from '#bank/devices';
import type { OrganisationView } from '#bank/people';
import {
  type Again,
  AskPage,
  Disclosure,
  FieldsOf,
  formatDate,
  HiddenField,
  LinkButton,
  TextField,
} from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { CorrectQuotaDto } from './quotas.dto.js';

interface QuotaFormProps extends Again {
  structure: OrganisationView;
  quotas: readonly QuotaView[];
  period: { readonly year: number };
  /** It was entered twice: what was merged into it. */
  merged: readonly MergedStructure[];
}

/** One structure's year: a number for each type, the others stay zero. */
export function QuotaFormPage({ structure, quotas, period: { year }, merged, problems, values }: QuotaFormProps) {
  return (
    <AskPage
      title={`Quotas ${year}`}
      lead={
        <>
          {[structure.name, structure.commune].filter(Boolean).join(' · ')} ·{' '}
          <a href={`/appareils?holder=${structure.id}`}>Ses appareils</a>
        </>
      }
      trail={[{ label: 'Quotas', href: `/quotas?annee=${year}` }, { label: structure.name }]}
      action={`/quotas/${structure.id}`}
      problems={problems}
      does={{ label: 'Enregistrer', icon: 'check' }}
      back={{ href: `/quotas?annee=${year}` }}
      intro={
        <>
          <MergedStructures merged={merged} />
          <p class="hint">
            <a href={`/quotas/${structure.id}/doublon`}>{CORRECTIONS.structure_merged.label} ?</a>
          </p>
        </>
      }
    >
      <HiddenField name="annee" value={String(year)} />
      {REQUESTABLE.map((c) => {
        const q = quotas.find((x) => x.category === c);
        return (
          <TextField
            key={c}
            name={c}
            label={categoryOf(c).label}
            hint={hintOf(q)}
            type="number"
            inputmode="numeric"
            width="short"
            min={q?.used ?? 0}
            value={values?.[c] ?? (q ? String(q.allowed) : '')}
          />
        );
      })}
      {quotas.length ? (
        <Disclosure summary="Corriger une erreur">
          {quotas.map((q) => (
            <LinkButton key={q.id} icon="pencil" wide href={`/quotas/corriger/${q.id}`}>
              {`${categoryOf(q.category).label} : ${spanWords(q)}`}
            </LinkButton>
          ))}
        </Disclosure>
      ) : null}
    </AskPage>
  );
}

/** « 12, du 1er janv. 2026 au 31 déc. 2026 » */
const spanWords = (q: Pick<QuotaView, 'allowed' | 'startsOn' | 'endsOn'>): string =>
  `${q.allowed}, du ${formatDate(q.startsOn)} au ${formatDate(q.endsOn)}`;

const hintOf = (q: QuotaView | undefined): string | undefined =>
  [
    q?.used ? `Déjà accordés : ${q.used}.` : '',
    q?.before ? `Avant le ${formatDate(q.before.until)} : ${q.before.allowed}.` : '',
  ]
    .filter(Boolean)
    .join(' ') || undefined;

/** What a quota should have said: its number, its structure, its days. */
export function WrongQuotaPage(props: Again & { quota: QuotaView; structures: readonly OrganisationView[] }) {
  const { quota: q, structures, problems, values } = props;
  return (
    <AskPage
      title="Corriger un quota"
      lead={`${q.structure} · ${categoryOf(q.category).label}`}
      trail={[
        { label: 'Quotas', href: '/quotas' },
        { label: q.structure, href: `/quotas/${q.structureId}` },
        { label: 'Corriger' },
      ]}
      intro={
        <p class="hint">
          Il dit maintenant : {spanWords(q)}. {q.used ? `Déjà accordés : ${q.used}. ` : ''}
          {q.before ? `Avant le ${formatDate(q.before.until)} : ${q.before.structure}, ${spanWords(q.before)}. ` : ''}
          Ce qui était écrit reste dans l’histoire.
        </p>
      }
      action={`/quotas/corriger/${q.id}`}
      problems={problems}
      values={{
        structureId: q.structureId,
        allowed: String(q.allowed),
        startsOn: q.startsOn,
        endsOn: q.endsOn,
        ...values,
      }}
      does={{ label: 'Corriger le quota', icon: 'check' }}
      back={{ href: `/quotas/${q.structureId}`, label: 'Revenir' }}
    >
      <FieldsOf
        form={CorrectQuotaDto}
        only={['allowed', 'structureId', 'startsOn', 'endsOn']}
        but={{
          allowed: { min: q.used },
          structureId: { options: structures.map((s) => ({ value: s.id, label: s.name })) },
        }}
      />
      <ReasonField kind="quota" />
    </AskPage>
  );
}

/** What was merged into a structure, and the way back while there is one. */
function MergedStructures({ merged }: { merged: readonly MergedStructure[] }) {
  return (
    <>
      {merged.map((one) => (
        <p key={one.id} class="hint">
          Réunie avec « {one.name} ».{' '}
          {one.fresh ? <a href={`/quotas/${one.id}/separation`}>{CORRECTIONS.structure_unmerged.label}</a> : null}
        </p>
      ))}
    </>
  );
}
