import { type DonorOutcome, FATES, SMALL } from '#reporting';
import { Card, formatDate, formatNumber, LinkButton, Notice, PhoneShell, plural, Table } from '../../ui/index.js';

interface OwnGiftProps {
  demo: DonorOutcome;
  /** Gifts whose value the donor may say: their ids, by number. */
  valued: ReadonlyMap<string, string>;
  secret: string;
  timeZone: string;
}

/** What became of a donor's devices, for whoever has the link: no account, no name, no serial. */
export function OwnGiftPage({ demo: s, valued, secret, timeZone }: OwnGiftProps) {
  return (
    <PhoneShell title="Ce que sont devenus vos appareils">
      <h1>Ce que sont devenus vos appareils</h1>
      <Thanks demo={s} />
      {s.given > 0 ? (
        <>
          <Card title="Où ils en sont">
            <Counted label="Situation" rows={s.fates.map(({ fate, devices }) => [FATES[fate].label, devices])} />
          </Card>
          <Communes communes={s.communes} />
          <Erasure demo={s} secret={secret} timeZone={timeZone} />
          <Card title="Par type d’appareil">
            <Table
              caption="Vos appareils par type"
              rows={s.categories}
              rowKey={(c) => c.label}
              columns={[
                { header: 'Type', cell: (c) => c.label, row: true },
                { header: 'Donnés', cell: (c) => formatNumber(c.given), numeric: true },
                { header: 'En service', cell: (c) => formatNumber(c.inUse), numeric: true },
              ]}
            />
          </Card>
        </>
      ) : null}
      {s.given > 0 || valued.size ? (
        <Donations donations={s.donations} valued={valued} secret={secret} timeZone={timeZone} />
      ) : null}
      <Notice tone="info" title="Cette page est privée.">
        Toute personne qui a son adresse peut la lire : ne la donnez qu’à ceux qui doivent savoir. Elle ne nomme
        personne et ne dit pas quelle structure a remis un appareil.
      </Notice>
    </PhoneShell>
  );
}

function Thanks({ demo: s }: Pick<OwnGiftProps, 'demo'>) {
  const inUse = s.fates.find(({ fate }) => fate === 'in_use')?.devices ?? 0;
  return (
    <p class="lead">
      {s.donor ? `${s.donor}, merci. ` : 'Merci. '}
      {s.given === 0
        ? 'Votre don n’est pas encore enregistré appareil par appareil. Revenez sur cette page dans quelques jours.'
        : inUse === 0
          ? `Vous avez donné ${devices(s.given)}. Aucun n’est encore chez quelqu’un : ils sont en chemin.`
          : `Sur ${devices(s.given)} que vous avez donnés, ${inUse === 1 ? '1 sert' : `${formatNumber(inUse)} servent`} aujourd’hui à une personne accompagnée.`}
    </p>
  );
}

function Communes({ communes }: Pick<DonorOutcome, 'communes'>) {
  if (!communes.length) return null;
  return (
    <Card title="Dans quelles communes">
      <Counted label="Commune" rows={communes.map((c) => [c.label, c.devices])} />
      {communes.some((c) => c.devices === null) ? (
        <p class="small">
          Un nombre n’est pas affiché quand il est inférieur à {SMALL}, ou quand il permettrait d’en deviner un :
          personne ne doit pouvoir être reconnu.
        </p>
      ) : null}
    </Card>
  );
}

/** What is proven about the donor's data, and the certificates that prove it. */
function Erasure({ demo: s, secret, timeZone }: Omit<OwnGiftProps, 'valued'>) {
  return (
    <Card title="Vos données">
      {s.erased.devices > 0 ? (
        <p>
          Effacement prouvé, support par support, sur {devices(s.erased.devices)}
          {s.erased.first && s.erased.last ? period(s.erased.first, s.erased.last, timeZone) : ''}.
        </p>
      ) : (
        <p>
          Aucun effacement n’est encore prouvé. Un appareil n’entre en stock qu’une fois toutes ses données effacées.
        </p>
      )}
      {s.certificates > 0 ? (
        <LinkButton href={`/mon-don/${secret}/certificats.zip`} icon="download">
          {s.certificates === 1
            ? 'Télécharger le certificat'
            : `Télécharger les ${formatNumber(s.certificates)} certificats`}{' '}
          (ZIP)
        </LinkButton>
      ) : null}
    </Card>
  );
}

function Donations({
  donations,
  valued,
  secret,
  timeZone,
}: Pick<DonorOutcome, 'donations'> & Omit<OwnGiftProps, 'demo'>) {
  return (
    <Card title="Vos dons">
      <Table
        caption="Vos dons"
        rows={donations}
        rowKey={(d) => d.number}
        columns={[
          { header: 'Don', cell: (d) => d.number, row: true },
          { header: 'Reçu le', cell: (d) => (d.receivedAt ? formatDate(d.receivedAt, timeZone) : '—') },
          { header: 'Appareils', cell: (d) => formatNumber(d.devices), numeric: true },
          ...(valued.size
            ? [
                {
                  header: 'Pour un reçu fiscal',
                  cell: (d: DonorOutcome['donations'][number]) =>
                    valued.has(d.number) ? (
                      <a
                        href={`/mon-don/${secret}/valeur/${valued.get(d.number)}`}
                      >{`Déclarer la valeur du don ${d.number}`}</a>
                    ) : (
                      '—'
                    ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

const devices = (n: number): string => plural(n, 'appareil');

const period = (first: string, last: string, timeZone: string): string => {
  const [a, b] = [formatDate(first, timeZone), formatDate(last, timeZone)];
  return a === b ? `, le ${a}` : `, du ${a} au ${b}`;
};

function Counted({ label, rows }: { label: string; rows: readonly (readonly [string, number | null])[] }) {
  return (
    <Table
      caption={label}
      rows={rows}
      rowKey={([name]) => name}
      columns={[
        { header: label, cell: ([name]) => name, row: true },
        { header: 'Appareils', cell: ([, n]) => (n === null ? 'non affiché' : formatNumber(n)), numeric: true },
      ]}
    />
  );
}
