import { isCopied, type QuotaToCopy } from '#bank/allocation';
import { categoryOf } from '#bank/devices';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Cell,
  Empty,
  Form,
  FormPage,
  HiddenField,
  LinkButton,
  plural,
  Table,
} from '#platform/ui';

/** What a year's quotas would give the next one, before anything is written. */
export function QuotaCopyPage({
  year,
  quotas,
  problems,
}: { year: number; quotas: readonly QuotaToCopy[] } & Pick<Again, 'problems'>) {
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
              { header: 'Structure', row: true, cell: (q) => q.structure },
              { header: 'Type', cell: (q) => categoryOf(q.category).label },
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
