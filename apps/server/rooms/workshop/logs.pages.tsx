import { showAssetCode } from '#devices';
import type { DriveResultView, ErasureLogView, GateView } from '#refurbishment';
import {
  Actions,
  Badge,
  Button,
  Card,
  Cell,
  Code,
  Empty,
  Facts,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatBytes,
  formatDateTime,
  HiddenField,
  LinkButton,
  Notice,
  SelectField,
  Table,
  TextArea,
  ThingPage,
} from '../../ui/index.js';
import { reasonWords } from './workshop.sentences.js';
import { mediumWords, SignatureField } from './workshop.words.js';

/** The logs this workshop sent, and the field that takes one more for any number of devices. */
export function LogsPage(props: {
  logs: readonly Omit<ErasureLogView, 'results'>[];
  timeZone: string;
  problems?: FieldProblem[];
}) {
  const given = props.problems ? { problems: props.problems } : {};
  return (
    <FormPage
      title="Journaux d’effacement"
      lead="Un journal peut parler de plusieurs disques : chacun est rattaché à son appareil par son numéro de série."
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: 'Journaux' }]}
      aside={
        <Card title="Reçus">
          {props.logs.length ? (
            <Table
              caption="Journaux reçus, du plus récent au plus ancien"
              rows={props.logs}
              rowKey={(l) => l.id}
              columns={[
                {
                  header: 'Journal',
                  row: true,
                  cell: (l) => (
                    <Cell
                      main={<a href={`/atelier/journaux/${l.id}`}>{l.filename || 'journal'}</a>}
                      sub={[l.tool, l.version].filter(Boolean).join(' ')}
                    />
                  ),
                },
                { header: 'Machine', cell: (l) => (l.machineSerial ? <Code>{l.machineSerial}</Code> : '—') },
                {
                  header: 'Reçu',
                  cell: (l) => (
                    <Cell
                      main={formatDateTime(l.receivedAt, props.timeZone)}
                      sub={`opérateur n° ${l.operatorNumber}`}
                    />
                  ),
                },
              ]}
            />
          ) : (
            <Empty icon="file-check" title="Aucun journal reçu">
              Envoyez le fichier .log que nwipe a écrit.
            </Empty>
          )}
        </Card>
      }
    >
      <Form action="/atelier/journaux" multipart {...given}>
        <FileField
          name="log"
          label="Fichier du journal (nwipe.log)"
          accept=".log,.txt,text/plain"
          required
          {...given}
        />
        <Button icon="upload">Envoyer</Button>
      </Form>
    </FormPage>
  );
}

export interface LogPageProps {
  log: ErasureLogView;
  timeZone: string;
  /** The device it was sent for, when it was sent for one, and why it proves nothing there. */
  gate: GateView | null;
  refusal: string | null;
  problems?: FieldProblem[] | undefined;
  values?: Record<string, string> | undefined;
}

/** One log: what it says of each drive, and what that proves. */
export function LogPage(props: LogPageProps) {
  const { log: l, gate: g } = props;
  const undecided = l.results.filter((r) => r.status === 'passed' && !r.used);
  const decidable = g ? g.media.filter((m) => !m.proven) : [];
  const name = l.filename || 'Journal';
  return (
    <ThingPage
      title={name}
      trail={[
        { label: 'Atelier', href: '/atelier' },
        { label: 'Journaux', href: '/atelier/journaux' },
        { label: name },
      ]}
      lead={[l.tool, l.version].filter(Boolean).join(' ')}
      nextTitle={g ? showAssetCode(g.code) : 'Ensuite'}
      next={
        <LinkButton look="primary" wide icon="arrow-right" href={g ? `/atelier/${g.code}` : '/atelier'}>
          {g ? 'Revenir à cet appareil' : 'Revenir à l’atelier'}
        </LinkButton>
      }
      aside={
        <Card title="Le fichier">
          <Facts
            facts={[
              ['Reçu le', formatDateTime(l.receivedAt, props.timeZone)],
              ['Par', `opérateur n° ${l.operatorNumber}, ${l.organisation}`],
              ['Machine', l.machineSerial ? <Code>{l.machineSerial}</Code> : null],
              ['Taille', formatBytes(l.size)],
              ['Empreinte SHA-256', <Code key="sha">{`${l.sha256.slice(0, 16)}…`}</Code>],
            ]}
          />
          <p>
            <a href={`/atelier/journaux/${l.id}/fichier`}>Télécharger le journal tel qu’il est arrivé</a>
          </p>
        </Card>
      }
    >
      {props.refusal ? (
        <Notice tone="alert" title="Rien de prouvé pour cet appareil.">
          {props.refusal}
        </Notice>
      ) : null}
      <Card title="Disque par disque">
        <Table
          caption="Résultats du journal, disque par disque"
          rows={l.results}
          rowKey={(r) => r.id}
          columns={[
            {
              header: 'Disque',
              row: true,
              cell: (r) => (
                <Cell
                  main={r.model ?? r.path}
                  sub={[r.path, r.sizeBytes ? formatBytes(r.sizeBytes) : ''].filter(Boolean).join(' · ')}
                />
              ),
            },
            { header: 'N° de série', cell: (r) => (r.serial ? <Code>{r.serial}</Code> : 'sans') },
            { header: 'Résultat', cell: (r) => <ResultBadge result={r} /> },
            { header: 'Prouve', cell: (r) => <Proves result={r} /> },
          ]}
        />
      </Card>
      {g && undecided.length && decidable.length ? <Decide {...props} results={undecided} gate={g} /> : null}
    </ThingPage>
  );
}

function ResultBadge({ result: r }: { result: DriveResultView }) {
  if (r.status === 'passed')
    return (
      <Cell
        main={
          <Badge tone="ok" icon="shield-check">
            effacé
          </Badge>
        }
        sub={r.method ?? ''}
      />
    );
  const badge =
    r.status === 'failed' ? (
      <Badge tone="alert" icon="shield-alert">
        pas effacé
      </Badge>
    ) : (
      <Badge tone="attention" icon="scale">
        ne suffit pas
      </Badge>
    );
  return <Cell main={badge} sub={reasonWords(r.reasons)} />;
}

function Proves({ result: r }: { result: DriveResultView }) {
  if (r.provesCode)
    return (
      <a href={`/atelier/${r.provesCode}`}>
        <Code>{showAssetCode(r.provesCode)}</Code>
      </a>
    );
  if (r.used) return <>un appareil qui n’est pas chez vous</>;
  return r.status === 'passed' ? <>aucun appareil connu</> : <>rien</>;
}

/** Without a serial on both sides, somebody says which medium it was, why, and signs. */
function Decide(props: LogPageProps & { results: readonly DriveResultView[]; gate: GateView }) {
  const { log: l, gate: g, values = {} } = props;
  const given = props.problems ? { problems: props.problems } : {};
  return (
    <Card title="Dire quel disque a été effacé">
      <p>
        Quand un numéro de série manque, une personne décide. Un disque avec un autre numéro ne peut pas être choisi.
      </p>
      <Form action={`/atelier/journaux/${l.id}/decisions?appareil=${g.code}`} {...given}>
        {props.results.length === 1 ? (
          <HiddenField name="resultId" value={props.results[0]!.id} />
        ) : (
          <SelectField
            name="resultId"
            label="Le résultat"
            required
            value={values['resultId'] ?? ''}
            options={props.results.map((r) => ({
              value: r.id,
              label: `${r.path} ${r.model ?? ''} ${r.serial ?? 'sans numéro'}`,
            }))}
            {...given}
          />
        )}
        <SelectField
          name="mediumId"
          label="Le support de l’appareil"
          required
          empty="Choisir…"
          value={values['mediumId'] ?? ''}
          options={g.media
            .filter((m) => !m.proven)
            .map((m) => ({ value: m.id, label: `${mediumWords(m)}, ${m.serial ?? 'sans numéro'}` }))}
          {...given}
        />
        <TextArea
          name="reason"
          label="Comment le savez-vous ?"
          hint="Par exemple : « seul disque branché pendant cet effacement »."
          required
          rows={2}
          maxlength={300}
          value={values['reason'] ?? ''}
          {...given}
        />
        <SignatureField problems={props.problems} />
        <Actions>
          <Button icon="signature">Signer ce rattachement</Button>
        </Actions>
      </Form>
    </Card>
  );
}
