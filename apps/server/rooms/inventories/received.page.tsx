import type { ComponentChildren } from 'preact';
import { CATEGORIES, deviceWords, isAssetCode, isCategory, STATES, type State, showAssetCode } from '#devices';
import { DISCARD_REASONS, type ReceivedView } from '#inventories';
import {
  Actions,
  Button,
  Card,
  Code,
  Empty,
  Facts,
  type FieldProblem,
  Form,
  formatDateTime,
  HiddenField,
  Notice,
  PostButton,
  ScanField,
  SelectField,
  Table,
  ThingPage,
} from '../../ui/index.js';
import { channelWords, machineWords, reasonWords, shownNumber, sourceWords } from './inventories.words.js';
import { DOUBT_WORDS, mediumFact, partFacts } from './machine-parts.js';
import { Outcome } from './received-list.page.js';

export interface ReceivedPageProps {
  received: ReceivedView;
  /** Donations that are open, for those who log devices; null for the others. */
  donations: readonly { id: string; label: string }[] | null;
  timeZone: string;
  /** Which way out was tried, whose problems these are. */
  tried?: WayOut;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}
export type WayOut = 'attach' | 'log' | 'discard';

/** One document: what the machine says, why nobody is sure, and the three ways out. */
export function ReceivedPage(props: ReceivedPageProps) {
  const { received: r, timeZone } = props;
  const [title, words] = reasonWords(r.reason);
  const help = r.reason === 'unknown_machine' && !props.donations ? NOT_BY_THE_BENCH : words;
  const waits = r.state === 'waiting';
  return (
    <ThingPage
      title={`Inventaire, ${machineWords(r)}`}
      trail={[{ label: 'Inventaires', href: '/inventaires' }, { label: machineWords(r) }]}
      heading={machineWords(r)}
      lead={[r.serial ? `n° de série ${r.serial}` : null, r.number ? `nommée ${shownNumber(r.number)}` : null]
        .filter(Boolean)
        .join(' · ')}
      state={<Outcome received={r} />}
      {...(waits
        ? {
            next: (
              <Notice tone="attention" title={`${title}.`}>
                {help}
              </Notice>
            ),
            nextTitle: 'Pourquoi vérifier',
          }
        : {})}
      aside={
        <Card title="Ce fichier">
          <Facts
            facts={[
              ['Reçu', formatDateTime(r.receivedAt, timeZone)],
              ['De', `${r.organisation}, opérateur n° ${r.operatorNumber}`],
              ['Comment', `${channelWords(r.channel)} (${sourceWords(r.source)})`],
              ['Agent', r.agent ?? ''],
              ['Complet', r.partial ? 'non : quelques parties seulement' : ''],
              ['Écarté', r.discardReason ? DISCARD_REASONS[r.discardReason] : ''],
              ['Empreinte', <Code>{r.sha256}</Code>],
            ]}
          />
        </Card>
      }
    >
      {waits ? <WaysOut {...props} /> : null}
      {r.inventory ? <Said received={r} /> : null}
      {!waits && !r.inventory ? (
        <Empty icon="file-check" title="Rien à décider">
          {r.deviceCode ? (
            <a href={`/appareils/${r.deviceCode}`}>Voir l’appareil</a>
          ) : (
            'Ce que la machine disait n’est plus gardé ici.'
          )}
        </Empty>
      ) : null}
    </ThingPage>
  );
}

function Said({ received: r }: { received: ReceivedView }) {
  const inventory = r.inventory!;
  const media: [string, ComponentChildren][] = inventory.media.map((m) => mediumFact(m));
  return (
    <Card title="Ce que dit la machine">
      {inventory.doubts.map((doubt) => (
        <Notice tone="attention">{DOUBT_WORDS[doubt]}</Notice>
      ))}
      <Facts
        facts={[
          ...partFacts(inventory),
          ...media,
          ['Supports', inventory.hasStorageSection && !media.length ? 'aucun support de stockage' : ''],
        ]}
      />
    </Card>
  );
}

const NOT_BY_THE_BENCH =
  'Aucun appareil n’a ce numéro. Rattachez-la à son appareil ; s’il n’est pas encore enregistré, le point de collecte ou la banque le fera d’ici.';

function WaysOut({ received: r, donations, tried, problems, values = {} }: ReceivedPageProps) {
  const of = (way: WayOut) => (problems && tried === way ? { problems } : {});
  const here = `/inventaires/${r.id}`;
  return (
    <>
      {r.candidates.length ? <Candidates received={r} /> : null}
      <Card title="C’est un appareil déjà enregistré">
        <Form action={`${here}/rattachement`} {...of('attach')}>
          <ScanField
            name="device"
            label="Code de l’appareil"
            hint="Scannez son étiquette. Un ancien numéro ou un numéro de série convient aussi."
            required
            autofocus={false}
            value={values.device ?? ''}
            {...of('attach')}
          />
          <Actions>
            <Button icon="link">Rattacher</Button>
          </Actions>
        </Form>
      </Card>
      {donations ? <LogIt received={r} donations={donations} problems={of('log').problems} values={values} /> : null}
      <Card title="Cet inventaire ne sert à rien">
        <Form action={`${here}/ecart`} {...of('discard')}>
          <SelectField
            name="reason"
            label="Pourquoi"
            required
            empty="Choisissez"
            value={values.reason ?? ''}
            options={Object.entries(DISCARD_REASONS).map(([value, label]) => ({ value, label }))}
            {...of('discard')}
          />
          <Actions>
            <Button look="danger" icon="trash-2">
              Écarter
            </Button>
          </Actions>
        </Form>
      </Card>
    </>
  );
}

function Candidates({ received: r }: { received: ReceivedView }) {
  return (
    <Card title={r.candidates.length > 1 ? 'Appareils possibles' : 'Appareil possible'}>
      <Table
        caption="Appareils possibles"
        rows={[...r.candidates]}
        rowKey={(c) => c.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (c) => (
              <a href={`/appareils/${c.code}`}>
                <Code>{showAssetCode(c.code)}</Code>
              </a>
            ),
          },
          { header: 'Quoi', cell: (c) => deviceWords(c) },
          { header: 'N° de série', cell: (c) => c.serial ?? 'aucun' },
          { header: 'État', cell: (c) => [STATES[c.state as State].label, c.holder].filter(Boolean).join(', ') },
          {
            header: 'Décision',
            cell: (c) => (
              <PostButton
                action={`/inventaires/${r.id}/rattachement`}
                label={`C’est ${showAssetCode(c.code)}`}
                icon="link"
                fields={{ device: c.code }}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

function LogIt({
  received: r,
  donations,
  problems,
  values = {},
}: Pick<ReceivedPageProps, 'received' | 'problems' | 'values'> & {
  donations: readonly { id: string; label: string }[];
}) {
  const shared = { ...(problems ? { problems } : {}) };
  const category = values.category ?? (isCategory(r.category) ? r.category : '');
  return (
    <Card title="C’est une machine à enregistrer">
      {donations.length ? (
        <Form action={`/inventaires/${r.id}/enregistrement`} {...shared}>
          <SelectField
            name="donation"
            label="Venue avec le don"
            required
            empty="Choisissez"
            value={values.donation ?? (donations.length === 1 ? donations[0]!.id : '')}
            options={donations.map((d) => ({ value: d.id, label: d.label }))}
            {...shared}
          />
          <SelectField
            name="category"
            label="Type"
            required
            empty="Choisissez"
            value={category}
            options={CATEGORIES.map((c) => ({ value: c.id, label: c.label }))}
            {...shared}
          />
          <ScanField
            name="code"
            label="Étiquette déjà collée"
            hint="Pas d’étiquette ? Laissez vide : un code est tiré."
            autofocus={false}
            value={values.code ?? (r.number && isAssetCode(r.number) ? showAssetCode(r.number) : '')}
            {...shared}
          />
          <p>
            {machineWords(r)}
            {r.serial ? ` · n° de série ${r.serial}` : ''} : repris de l’inventaire.
          </p>
          <HiddenField name="from" value="inventory" />
          <Actions>
            <Button icon="plus">Enregistrer et rattacher</Button>
          </Actions>
        </Form>
      ) : (
        <p>
          Aucun don n’est ouvert. <a href="/dons/nouveau">Enregistrez d’abord le don</a>, puis revenez ici.
        </p>
      )}
    </Card>
  );
}
