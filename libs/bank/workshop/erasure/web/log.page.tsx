import { isGenericSerial, showAssetCode } from '#bank/devices';
import {
  type DriveResultView,
  type ErasureLogView,
  EVIDENCE_FILES,
  FILE_OUTCOMES,
  type GateView,
  type MediumProof,
} from '#bank/workshop';
import { joined } from '#platform/kernel';
import {
  Badge,
  BadgeOf,
  BenchStep,
  Card,
  Cell,
  Code,
  Facts,
  FieldsOf,
  Form,
  type FormState,
  formatBytes,
  formatDateTime,
  HiddenField,
  LinkButton,
  Notice,
  Operator,
  plural,
  SigningPassword,
  Table,
  ThingPage,
} from '#platform/ui';
import { about } from '../../bench/web/bench-frame.js';
import { LogDecisionDto } from '../../web/workshop.dto.js';
import { reasonWords } from '../../web/workshop.sentences.js';
import { mediumWords } from '../../web/workshop.words.js';

export interface LogPageProps extends FormState {
  log: ErasureLogView;
  timeZone: string;
  gate: GateView | null;
  refusal: string | null;
  /** Its reader may open the file as it came. */
  original: boolean;
}

export function FileBadge({ outcome }: Pick<ErasureLogView, 'outcome'>) {
  return outcome ? <BadgeOf {...FILE_OUTCOMES[outcome]} /> : <Badge tone="attention">Pas encore lu</Badge>;
}

/** Where a person may decide: unused results, or those whose proof is asked about since, and unproven media of which one side has no serial to speak for itself, or the medium seems larger. */
function pairs(l: ErasureLogView, g: GateView | null) {
  const unnamed = (serial: string | null) => serial === null || isGenericSerial(serial);
  const results = l.results.filter((r) => r.status === 'passed' && (!r.used || r.larger.length > 0));
  const media = g?.media.filter((m) => !m.proven) ?? [];
  return {
    results: results.filter((r) => unnamed(r.serial) || media.some((m) => !m.serialKey || larger(m, r))),
    media: media.filter((m) => !m.serialKey || results.some((r) => unnamed(r.serial) || larger(m, r))),
  };
}

/** It has the serial that was erased, and is larger than what was. */
const larger = (m: MediumProof, r: DriveResultView): boolean => r.larger.some(({ id }) => id === m.id);

/** One log: what it says of each drive, and what that proves. Sent for a device it stays in the bench's frame. */
export function LogPage(props: LogPageProps) {
  const { log: l, gate: g } = props;
  const name = l.filename || 'Journal';
  const tool = joined(' ', l.tool, l.version);
  if (g)
    return (
      <BenchStep
        {...about(g)}
        title={name}
        icon="file-text"
        text={tool ? <p>{tool}</p> : null}
        next={
          <LinkButton look="primary" wide icon="arrow-right" href={`/atelier/${g.code}`}>
            Revenir à cet appareil
          </LinkButton>
        }
      >
        <WhatItSays {...props} />
        <TheFile {...props} />
      </BenchStep>
    );
  return (
    <ThingPage
      title={name}
      trail={[
        { label: 'Atelier', href: '/atelier' },
        { label: 'Journaux', href: '/atelier/journaux' },
        { label: name },
      ]}
      lead={tool}
      nextTitle="Ensuite"
      next={
        <LinkButton look="primary" wide icon="arrow-right" href="/atelier">
          Revenir à l’atelier
        </LinkButton>
      }
      aside={<TheFile {...props} />}
    >
      <WhatItSays {...props} />
    </ThingPage>
  );
}

const digestWords = (digest: string | null): string => digest?.replace(/.{8}(?=.)/g, '$& ') ?? '';

function TheFile({ log: l, original, timeZone }: LogPageProps) {
  return (
    <Card title="Le fichier">
      <Facts
        facts={[
          ['Reçu le', formatDateTime(l.receivedAt, timeZone)],
          [
            'Par',
            <>
              <Operator number={l.operatorNumber} />, {l.organisation}
            </>,
          ],
          ['Type', l.kind ? EVIDENCE_FILES[l.kind].label : ''],
          ['Machine', l.machineSerial],
          ['Taille', l.size === null ? '' : formatBytes(l.size)],
          ['Empreinte SHA-256', digestWords(l.sha256)],
          ['Écrit par le script', digestWords(l.scriptSha256)],
          ['Sur l’image', digestWords(l.imageSha256)],
        ]}
      />
      {l.size === null ? (
        <p>Le fichier est parti à la fin de sa durée de conservation. Son empreinte et ce qui y a été lu restent.</p>
      ) : (
        <>
          {l.shown ? (
            <p>
              <a href={`/atelier/journaux/${l.id}/copie`}>Télécharger son texte, sans les noms de personnes</a>
            </p>
          ) : null}
          {original ? (
            <p>
              <a href={`/atelier/journaux/${l.id}/fichier`}>Télécharger le fichier tel qu’il est arrivé</a> : il peut
              nommer quelqu’un, et l’ouvrir est noté.
            </p>
          ) : null}
        </>
      )}
    </Card>
  );
}

function WhatItSays(props: LogPageProps) {
  const { log: l, gate: g } = props;
  const { results: undecided, media: decidable } = pairs(l, g);
  return (
    <>
      {props.refusal ? (
        <Notice tone="alert" title="Rien de prouvé pour cet appareil.">
          {props.refusal}
        </Notice>
      ) : null}
      {g && l.results.some((r) => r.provesCode === g.code) ? <Proven gate={g} /> : null}
      {l.outcome === 'read' ? null : <NotRead log={l} />}
      {g && props.original && judgeable(l) ? <Judge gate={g} log={l} /> : null}
      {l.outcome === 'read' ? (
        <Card title="Disque par disque">
          <Table
            caption="Résultats du journal, disque par disque"
            rows={l.results}
            rowKey={(r) => r.id}
            columns={[
              {
                header: 'Disque',
                row: true,
                cell: (r) => r.model ?? r.path,
                sub: (r) =>
                  joined(
                    ' · ',
                    r.serial ? `n° ${r.serial}` : 'sans numéro de série',
                    r.path,
                    r.sizeBytes ? formatBytes(r.sizeBytes) : '',
                    r.saidSize ? `taille donnée par l’outil : ${r.saidSize}` : '',
                  ),
              },
              { header: 'Résultat', cell: (r) => <ResultBadge result={r} /> },
              { header: 'Prouve', cell: (r) => <Proves result={r} /> },
            ]}
          />
        </Card>
      ) : null}
      {g && undecided.length && decidable.length ? (
        <Decide {...props} results={undecided} media={decidable} gate={g} />
      ) : null}
    </>
  );
}

const NOT_READ = {
  to_judge: [
    'Rien de prouvé : une personne doit juger.',
    'Ce texte ne nomme pas toujours le disque, et s’arrête souvent avant la fin du travail. S’il suffit, le responsable de l’atelier le juge et le signe, avec une deuxième personne ; sinon, effacez de nouveau.',
  ],
  attached: ['Gardé et joint.', 'Ce fichier ne prouve rien par lui-même.'],
  no_proof: [
    'Gardé, mais ne prouve rien.',
    'Cette commande ne garantit pas que les données sont effacées. Recommencez avec une méthode qui efface tout le support.',
  ],
} as const;

function NotRead({ log: l }: Pick<LogPageProps, 'log'>) {
  const { outcome } = l;
  if (outcome === 'read') return null;
  if (!outcome)
    return (
      <Notice tone="attention" title="Gardé, pas encore lu.">
        Le fichier est gardé. Il est lu dans les minutes qui viennent : rechargez cette page.
      </Notice>
    );
  const [title, text] = NOT_READ[outcome];
  return (
    <Notice tone={outcome === 'attached' ? 'info' : 'attention'} title={title}>
      {text}
      {l.kind === 'nwipe_pdf' ? ' Envoyez aussi le journal .log de nwipe.' : null}
    </Notice>
  );
}

/** Whether a person may say what it is worth: it speaks of an erasure, and no program reads a proof in it. */
const judgeable = (l: ErasureLogView): boolean =>
  l.outcome === 'to_judge' || l.outcome === 'attached' || l.results.some((r) => r.status === 'to_judge');

/** Whoever judges goes on to the medium that it is about: they sign by which technique it was erased, and a second person signs too. */
function Judge({ gate: g, log: l }: { gate: GateView; log: ErasureLogView }) {
  const open = g.media.filter((m) => m.failure === 'medium_unproven' || m.failure === 'medium_class');
  if (!open.length) return null;
  return (
    <Card title="Juger ce fichier">
      <p>
        S’il montre que le disque entier a été effacé, signez-le avec la méthode employée ; une deuxième personne signe
        ensuite.
      </p>
      {open.map((m) => (
        <LinkButton
          key={m.id}
          wide
          icon="scale"
          href={`/atelier/${g.code}/supports/${m.id}?fait=other_tool&fichier=${l.id}`}
        >
          {mediumWords(m)}
          {m.serial ? `, n° ${m.serial}` : ''}
        </LinkButton>
      ))}
    </Card>
  );
}

function Proven({ gate: g }: { gate: GateView }) {
  const left = g.media.filter((m) => !m.proven).length;
  return (
    <Notice tone={left ? 'attention' : 'ok'} title={left ? 'Effacement prouvé en partie.' : 'Effacement prouvé.'}>
      {left
        ? `Pour cet appareil, il reste ${plural(left, 'disque')} à prouver.`
        : 'Plus aucun disque de cet appareil n’attend de preuve.'}
    </Notice>
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
  const [known] = r.larger;
  if (known)
    return (
      <Cell
        main="rien encore : ce n’est pas tout le disque"
        sub={`effacé : ${formatBytes(r.sizeBytes ?? 0)}, noté sur l’appareil : ${formatBytes(known.sizeBytes)}`}
      />
    );
  if (r.provesCode)
    return (
      <a href={`/atelier/${r.provesCode}`}>
        <Code>{showAssetCode(r.provesCode)}</Code>
      </a>
    );
  if (r.used) return <>un appareil qui n’est pas chez vous</>;
  if (r.waitingIn.length > 1)
    return (
      <Cell
        main="rien encore : plusieurs appareils ont ce disque"
        sub={
          <>
            Envoyez ce journal depuis la page du bon appareil :{' '}
            {r.waitingIn.map((code, i) => (
              <span key={code}>
                {i ? ', ' : ''}
                <a href={`/atelier/${code}`}>{showAssetCode(code)}</a>
              </span>
            ))}
          </>
        }
      />
    );
  return r.status === 'passed' ? <>aucun appareil connu</> : <>rien</>;
}

/** Without a serial on both sides, or where less was erased than the medium seems to hold, somebody says which medium it was, why, and signs. */
function Decide(
  props: LogPageProps & { results: readonly DriveResultView[]; media: readonly MediumProof[]; gate: GateView },
) {
  const { log: l, gate: g } = props;
  const one = props.results.length === 1 ? props.results[0]! : null;
  return (
    <Card title="Dire quel disque a été effacé">
      <p>
        Quand un numéro de série manque, ou quand la taille effacée n’est pas celle du disque, une personne décide. Un
        disque avec un autre numéro ne peut pas être choisi.
      </p>
      <Form
        action={`/atelier/journaux/${l.id}/decisions?appareil=${g.code}`}
        problems={props.problems}
        values={props.values}
        does={{ label: 'Signer ce rattachement', icon: 'signature' }}
      >
        {one ? <HiddenField name="resultId" value={one.id} /> : null}
        <FieldsOf
          form={LogDecisionDto}
          but={{
            resultId: one
              ? null
              : {
                  options: props.results.map((r) => ({
                    value: r.id,
                    label: `${r.path} ${r.model ?? ''} ${r.serial ?? 'sans numéro'}`,
                  })),
                },
            mediumId: {
              options: props.media.map((m) => ({
                value: m.id,
                label: `${mediumWords(m)}, ${m.serial ?? 'sans numéro'}`,
              })),
            },
            reason: {
              hint: `Par exemple : « ${
                props.results.every((r) => r.larger.length)
                  ? 'l’étiquette du disque dit cette taille, l’inventaire se trompe'
                  : 'seul disque branché pendant cet effacement'
              } ».`,
            },
          }}
        />
        <SigningPassword act="erasure_judged" problems={props.problems} />
      </Form>
    </Card>
  );
}
