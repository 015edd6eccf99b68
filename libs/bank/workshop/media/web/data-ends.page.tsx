import { DEVICE_LIFECYCLE, deviceWords, LEAVES_FOR_GOOD, type Reason, showAssetCode } from '#bank/devices';
import {
  type DataEnd,
  DataEndQueries,
  type DataEndView,
  type OpenEndView,
  STATEMENTS,
  URGENT_END,
} from '#bank/workshop';
import { exportOf, PlainListQuery } from '#platform/http';
import { clock, type Page, READ } from '#platform/kernel';
import {
  AskPage,
  Badge,
  Card,
  Cell,
  Code,
  Empty,
  type FieldProblem,
  FieldsOf,
  Form,
  type FormState,
  formatDate,
  formatWait,
  LinkButton,
  ListExports,
  ListPage,
  Notice,
  Operator,
  pagesOf,
  plural,
  SigningPassword,
  Table,
  TextArea,
  waitingColumn,
} from '#platform/ui';
import { LotEndDto, SlipDto } from './media.dto.js';

const ENDS = '/atelier/sorties';
const trail = (...more: string[]) => [
  { label: 'Sorties sans preuve', href: more.length ? ENDS : undefined },
  ...more.map((label) => ({ label })),
];
export const DATA_END_WORDS: Readonly<Record<DataEnd, string>> = {
  given_back_with_data: 'Rendus au donateur avec leurs données',
  sent_for_destruction: 'Remis pour destruction',
};

export const DataEndExport = exportOf({
  query: PlainListQuery,
  right: READ.workshop,
  page: 'atelier/sorties',
  api: 'data-ends',
  tag: 'refurbishment',
  name: 'Sorties sans preuve',
  filename: 'sorties-sans-preuve',
  reads: DataEndQueries,
  read: (ends, ctx, asked) => ends.list(ctx.actor, asked),
  columns: [
    ['Phrase', (s) => DATA_END_WORDS[s.kind]],
    ['Appareils', (s) => s.devices],
    ['Signée le', (s) => s.signedAt],
    ['Par l’opérateur', (s) => s.operatorNumber],
    ['Organisation', (s) => s.organisation],
    ['Bordereau', (s) => s.slip],
  ],
});

interface Props {
  page: Page<DataEndView>;
  open: readonly OpenEndView[];
  after?: string | undefined;
  mayEnd: boolean;
  timeZone: string;
  problems?: FieldProblem[] | undefined;
}

/** What was signed of data that nobody proved gone, the slips that are awaited, and what is still to be said. */
export function DataEndsPage({ page, open, after, mayEnd, timeZone, problems }: Props) {
  return (
    <ListPage
      title="Sorties sans preuve"
      lead="Un appareil part avec la preuve que ses données sont effacées, ou avec une phrase signée qui dit ce qu’elles deviennent."
      trail={trail()}
      action={
        mayEnd ? (
          <LinkButton look="primary" icon="recycle" href={`${ENDS}/lot`}>
            Sortir un lot
          </LinkButton>
        ) : undefined
      }
      {...pagesOf(ENDS, { after }, page)}
      exports={page.items.length ? <ListExports at={`${ENDS}/export`} query={{}} /> : null}
    >
      {open.length ? <ToComplete open={open} mayEnd={mayEnd} timeZone={timeZone} problems={problems} /> : null}
      {page.items.length ? (
        <Sentences items={page.items} mayEnd={mayEnd} timeZone={timeZone} />
      ) : (
        <Empty icon="circle-check" title="Aucune sortie sans preuve">
          Les appareils sont partis avec la preuve de leur effacement.
        </Empty>
      )}
    </ListPage>
  );
}

function ToComplete({ open, mayEnd, timeZone, problems }: Pick<Props, 'open' | 'mayEnd' | 'timeZone' | 'problems'>) {
  const table = (
    <Table
      caption="Parties tout de suite : à compléter"
      rows={open.map((d) => ({ ...d, waitingSince: d.beganAt }))}
      rowKey={(d) => d.code}
      select={
        mayEnd
          ? {
              name: 'codes',
              value: (d: OpenEndView) => d.code,
              label: (d: OpenEndView) => `Choisir ${showAssetCode(d.code)}`,
            }
          : undefined
      }
      columns={[
        {
          header: 'Appareil',
          row: true,
          cell: (d) => <Code>{showAssetCode(d.code)}</Code>,
          sub: (d) => deviceWords(d),
        },
        { header: 'Parti le', cell: (d) => formatDate(d.beganAt, timeZone) },
        waitingColumn(timeZone),
      ]}
    />
  );
  return (
    <Card title={`À compléter : ${plural(open.length, 'appareil parti d’urgence', 'appareils partis d’urgence')}`}>
      {mayEnd ? (
        <Form
          action={`${ENDS}/completer`}
          problems={problems}
          does={{ label: 'Signer', icon: 'signature', look: 'secondary' }}
        >
          {table}
          <Notice icon="signature" title="Ce que vous signez pour ceux qui sont cochés :">
            {STATEMENTS[URGENT_END]}
          </Notice>
          <SigningPassword act="data_end" problems={problems} />
        </Form>
      ) : (
        table
      )}
    </Card>
  );
}

function Sentences({
  items,
  mayEnd,
  timeZone,
}: { items: readonly DataEndView[] } & Pick<Props, 'mayEnd' | 'timeZone'>) {
  return (
    <Table
      caption="Phrases signées, de la plus récente à la plus ancienne"
      rows={items}
      rowKey={(s) => s.id}
      columns={[
        {
          header: 'Phrase',
          row: true,
          cell: (s) => DATA_END_WORDS[s.kind],
          sub: (s) =>
            `${plural(s.devices, 'appareil')} : ${s.codes.map(showAssetCode).join(', ')}${s.devices > s.codes.length ? '…' : ''}`,
        },
        {
          header: 'Signée',
          cell: (s) => formatDate(s.signedAt, timeZone),
          sub: (s) => (
            <>
              <Operator number={s.operatorNumber} />, {s.organisation}
            </>
          ),
        },
        { header: 'Bordereau', cell: (s) => <Slip end={s} mayEnd={mayEnd} timeZone={timeZone} /> },
      ]}
    />
  );
}

function Slip({ end: s, mayEnd, timeZone }: { end: DataEndView } & Pick<Props, 'mayEnd' | 'timeZone'>) {
  if (s.kind === 'given_back_with_data') return <>sans objet</>;
  if (s.slip) return <Code>{s.slip}</Code>;
  return (
    <Cell
      main={
        <Badge tone="attention" icon="hourglass">
          {`attendu depuis ${formatWait(s.signedAt, clock.now(), timeZone)}`}
        </Badge>
      }
      sub={mayEnd ? <a href={`${ENDS}/${s.id}/bordereau`}>Écrire son numéro</a> : undefined}
    />
  );
}

export function SlipPage({ end: { id }, ...again }: FormState & { end: DataEndView }) {
  return (
    <AskPage
      title="Écrire le n° du bordereau"
      lead="Celui du prestataire qui a détruit les supports."
      trail={trail('Bordereau')}
      action={`${ENDS}/${id}/bordereau`}
      {...again}
      does={{ label: 'Enregistrer', icon: 'check' }}
      back={{ href: ENDS }}
    >
      <FieldsOf form={SlipDto} />
    </AskPage>
  );
}

const reasonsOf = (verbs: readonly (typeof LEAVES_FOR_GOOD)[number][]): Reason[] => [
  ...new Set(verbs.flatMap((verb) => DEVICE_LIFECYCLE.transition(verb).reasons ?? [])),
];

export function LotEndPage({
  verbs,
  problems,
  values = {},
}: FormState & { verbs: readonly (typeof LEAVES_FOR_GOOD)[number][] }) {
  return (
    <AskPage
      title="Sortir un lot"
      lead="Tous partent, ou aucun. Ceux dont l’effacement est prouvé partent avec leur preuve ; vous signez pour les autres."
      trail={trail('Sortir un lot')}
      action={`${ENDS}/lot`}
      problems={problems}
      values={values}
      does={{ label: 'Signer et sortir le lot', look: 'danger', icon: 'signature' }}
      back={{ href: ENDS }}
    >
      <TextArea name="codes" label="Scannez les appareils" hint="Un code par ligne, 200 au plus." required rows={5} />
      <FieldsOf form={LotEndDto} but={{ verb: { among: verbs }, reason: { among: reasonsOf(verbs) } }} />
      <SigningPassword act="data_end" problems={problems} />
    </AskPage>
  );
}
