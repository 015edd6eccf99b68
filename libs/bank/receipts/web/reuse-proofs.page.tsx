import type { GivingParty } from '#bank/documents';
import { type ProvableYear, type ReuseCounts, SMALL } from '#bank/figures';
import { evidenceRows } from '#platform/kernel';
import {
  Card,
  Empty,
  Facts,
  type FieldProblem,
  Form,
  FormPage,
  formatNumber,
  ListExports,
  ListPage,
  Notice,
  plural,
  Section,
  SigningPassword,
  Table,
} from '#platform/ui';
import { PaperLink } from '../../documents/web/paper-link.js';

export function ProvableYearsPage({ years }: { years: readonly ProvableYear[] }) {
  return (
    <ListPage
      title="Preuves de réemploi"
      lead="Pour chaque donateur public, chaque année : ce que sont devenus ses appareils."
      trail={[{ label: 'Reçus fiscaux', href: '/recus' }, { label: 'Preuves de réemploi' }]}
      rows={years}
      exports={<ListExports at="/recus/reemploi/export" query={{}} />}
      empty={
        <Empty icon="recycle" title="Aucun don public">
          Les preuves se font dès qu’un donateur public a donné des appareils.
        </Empty>
      }
    >
      <Table
        caption="Donateurs publics, par année"
        rows={[...years]}
        rowKey={(y) => `${y.donorId} ${y.year}`}
        columns={[
          {
            header: 'Donateur',
            row: true,
            href: (y) => `/recus/reemploi/${y.donorId}/${y.year}`,
            cell: (y) => y.donor,
          },
          { header: 'Année', cell: (y) => String(y.year) },
          { header: 'Dons', numeric: true, cell: (y) => formatNumber(y.donations) },
          { header: 'Appareils', numeric: true, cell: (y) => formatNumber(y.devices) },
          {
            header: 'Dernière preuve',
            cell: (y) => (y.paper ? <PaperLink paper={y.paper} label={y.paper.number} /> : 'pas encore'),
          },
        ]}
      />
    </ListPage>
  );
}

export function ReuseProofPage({
  donorId,
  year,
  counts: c,
  problems,
}: {
  donorId: string;
  year: number;
  counts: ReuseCounts & { donor: GivingParty };
  problems?: FieldProblem[];
}) {
  const numbers = (caption: string, header: string, rows: readonly { label: string; devices: number | null }[]) => (
    <Section title={caption}>
      <Table
        caption={caption}
        rows={[...rows]}
        rowKey={(row) => row.label}
        columns={[
          { header, row: true, cell: (row) => row.label },
          {
            header: 'Appareils',
            numeric: true,
            cell: (row) => (row.devices === null ? 'non affiché' : formatNumber(row.devices)),
          },
        ]}
      />
    </Section>
  );
  return (
    <FormPage
      title={`Preuve de réemploi ${year}`}
      lead={c.donor.name}
      trail={[
        { label: 'Reçus fiscaux', href: '/recus' },
        { label: 'Preuves de réemploi', href: '/recus/reemploi' },
        { label: `${c.donor.name}, ${year}` },
      ]}
    >
      <Facts
        facts={[
          ['Appareils donnés', formatNumber(c.given)],
          ['Remis à des personnes', c.reused === null ? 'non affiché' : formatNumber(c.reused)],
        ]}
      />
      {numbers('Ce qu’ils sont devenus', 'Situation', c.outcomes)}
      {numbers('Leurs données, par type de preuve', 'Preuve', evidenceRows(c.evidence!))}
      {c.communes.length ? numbers('Remis par des structures de', 'Commune', c.communes) : null}
      <p class="hint">Un nombre de remises plus petit que {SMALL}, ou qui le ferait deviner, n’est pas affiché.</p>
      <Notice tone="info">
        {c.ageUnknown < c.given
          ? `Achetés plus de ${c.ageYears} ans avant le don, donc hors de l’objectif : ${formatNumber(c.overTenYears)} sur les ${formatNumber(c.given - c.ageUnknown)} dont la date d’achat est connue (${c.ageSource}). `
          : null}
        {c.ageUnknown
          ? `La date d’achat n’est pas connue pour ${plural(c.ageUnknown, 'appareil')} sur ${formatNumber(c.given)} : le document le dit, et le donateur la complète s’il en a besoin.`
          : null}
      </Notice>
      {c.given ? (
        <Card title="Faire la preuve">
          <p>Les nombres sont figés tels qu’ils sont maintenant. Refaite plus tard, la preuve prend un autre numéro.</p>
          <Form
            action={`/recus/reemploi/${donorId}/${year}`}
            problems={problems}
            does={{ label: 'Signer la preuve', icon: 'signature' }}
          >
            <SigningPassword act="reuse_proof" />
          </Form>
        </Card>
      ) : (
        <Empty icon="recycle" title={`Rien n’a été donné en ${year}`}>
          Choisissez une autre année dans la liste.
        </Empty>
      )}
    </FormPage>
  );
}
