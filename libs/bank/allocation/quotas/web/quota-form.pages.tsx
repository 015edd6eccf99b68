import { CORRECTIONS } from '#bank/corrections';
import { categoryOf } from '#bank/devices';
import type { OrganisationView } from '#bank/people';
import { joined } from '#platform/kernel';
import {
  Actions,
  AskPage,
  Badge,
  Button,
  Cell,
  Disclosure,
  Empty,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  HiddenField,
  LinkButton,
  plural,
  Table,
  TextField,
} from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { REQUESTABLE } from '../../requests/needs.js';
import { isCopied, type QuotaToCopy, type QuotaView } from '../quotas.service.js';
import type { MergedStructure } from '../structure-merges.service.js';
import { CorrectQuotaDto } from './quotas.dto.js';

interface QuotaFormProps extends FormState {
  structure: OrganisationView;
  quotas: readonly QuotaView[];
  period: { readonly year: number };
  merged: readonly MergedStructure[];
}

/** One structure's year: a number for each type, the others stay zero. */
export function QuotaFormPage({ structure, quotas, period: { year }, merged, problems, values }: QuotaFormProps) {
  return (
    <AskPage
      title={`Quotas ${year}`}
      lead={
        <>
          {joined(' · ', structure.name, structure.commune)} ·{' '}
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
  joined(
    ' ',
    q?.used ? `Places prises : ${q.used}.` : '',
    q?.before ? `Avant le ${formatDate(q.before.until)} : ${q.before.allowed}.` : '',
  ) || undefined;

export function WrongQuotaPage(props: FormState & { quota: QuotaView; structures: readonly OrganisationView[] }) {
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
          Il dit maintenant : {spanWords(q)}. {q.used ? `Places prises : ${q.used}. ` : ''}
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

export function QuotaCopyPage({
  year,
  quotas,
  problems,
}: { year: number; quotas: readonly QuotaToCopy[] } & Pick<FormState, 'problems'>) {
  const copied = quotas.filter(isCopied).length;
  const next = year + 1;
  return (
    <FormPage
      title={`Copier les quotas ${year} vers ${next}`}
      lead="Rien n’est encore enregistré. Un quota qui existe déjà reste comme il est."
      trail={[{ label: 'Quotas', href: `/quotas?annee=${year}` }, { label: `Copier vers ${next}` }]}
    >
      {quotas.length ? (
        <>
          <Form action="/quotas/copie" problems={problems}>
            <HiddenField name="annee" value={year} />
            <Actions>
              {copied ? <Button icon="copy">{`Copier ${plural(copied, 'quota', 'quotas')}`}</Button> : null}
              <LinkButton look="quiet" href={`/quotas?annee=${year}`}>
                Revenir
              </LinkButton>
            </Actions>
          </Form>
          <Table
            caption={`Quotas ${year}, et ce qu’ils deviennent en ${next}`}
            rows={quotas}
            rowKey={(q) => `${q.structureId} ${q.category} ${q.startsOn}`}
            columns={[
              {
                header: 'Structure',
                row: true,
                cell: (q) => q.structure,
                sub: (q) => categoryOf(q.category).label,
              },
              { header: 'Nombre', numeric: true, cell: (q) => q.allowed },
              { header: String(next), cell: (q) => <Fate q={q} /> },
            ]}
          />
        </>
      ) : (
        <Empty icon="sliders-horizontal" title={`Aucun quota en ${year}`}>
          <a href="/quotas">Choisissez une autre année</a>.
        </Empty>
      )}
    </FormPage>
  );
}

function Fate({ q }: { q: QuotaToCopy }) {
  if (q.there !== null)
    return <Cell main={<Badge tone="neutral">reste comme il est</Badge>} sub={`Déjà réglé : ${q.there}`} />;
  return q.closed ? (
    <Cell main={<Badge tone="neutral">laissé de côté</Badge>} sub="La structure est fermée" />
  ) : (
    <Badge tone="ok">sera copié</Badge>
  );
}
