import { type QuotaView, REQUESTABLE, type Requestable } from '#allocation';
import { categoryOf } from '#devices';
import type { OrganisationView } from '#people';
import { type Again, AskPage, DoLink, Empty, ListPage, Table, TextField } from '../../ui/index.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly quotas: ReadonlyMap<string, QuotaView>;
}

/** What each structure may have this year, and what it had. */
export function QuotasPage(props: {
  structures: readonly OrganisationView[];
  quotas: readonly QuotaView[];
  year: number;
  bank: boolean;
}) {
  const { structures, quotas, year, bank } = props;
  const used = REQUESTABLE.filter((c) => quotas.some((q) => q.category === c));
  const shown: readonly Requestable[] = used.length ? used : REQUESTABLE.slice(0, 4);
  const rows: Row[] = structures.map((s) => ({
    id: s.id,
    name: s.name,
    commune: s.commune,
    quotas: new Map(quotas.filter((q) => q.structureId === s.id).map((q) => [q.category, q])),
  }));
  return (
    <ListPage
      title={`Quotas ${year}`}
      lead={
        bank
          ? 'Ce que chaque structure peut recevoir cette année. Sans nombre, le quota est de zéro.'
          : 'Ce que votre structure peut recevoir cette année.'
      }
      {...(bank ? { trail: [{ label: 'Attributions', href: '/attributions' }, { label: 'Quotas' }] } : {})}
      {...(rows.length
        ? {}
        : {
            empty: (
              <Empty icon="building-2" title="Aucune structure pour l’instant">
                L’administration de l’instance ajoute les structures dans « Gestion ».
              </Empty>
            ),
          })}
    >
      <Table
        caption={`Quotas ${year} : accordés, sur le nombre permis`}
        rows={rows}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Structure',
            row: true,
            cell: (r) => (
              <DoLink href={`/quotas/${r.id}`} otherwise={r.name}>
                {r.name}
              </DoLink>
            ),
          },
          ...shown.map((c) => ({
            header: categoryOf(c).short,
            numeric: true,
            cell: (r: Row) => numbers(r.quotas.get(c)),
          })),
        ]}
      />
    </ListPage>
  );
}

const numbers = (q: QuotaView | undefined): string => (q ? `${q.used} / ${q.allowed}` : '0');

interface QuotaFormProps extends Again {
  structure: OrganisationView;
  quotas: readonly QuotaView[];
  year: number;
}

/** One structure's year: a number for each type, the others stay zero. */
export function QuotaFormPage({ structure, quotas, year, problems, values }: QuotaFormProps) {
  return (
    <AskPage
      title={`Quotas ${year}`}
      lead={[structure.name, structure.commune].filter(Boolean).join(' · ')}
      trail={[{ label: 'Quotas', href: '/quotas' }, { label: structure.name }]}
      action={`/quotas/${structure.id}`}
      problems={problems}
      does={{ label: 'Enregistrer', icon: 'check' }}
      back={{ href: '/quotas' }}
    >
      {REQUESTABLE.map((c) => {
        const q = quotas.find((x) => x.category === c);
        return (
          <TextField
            key={c}
            name={c}
            label={categoryOf(c).label}
            hint={q?.used ? `Déjà accordés : ${q.used}` : undefined}
            type="number"
            inputmode="numeric"
            width="short"
            min={q?.used ?? 0}
            value={values?.[c] ?? (q ? String(q.allowed) : '')}
          />
        );
      })}
    </AskPage>
  );
}
