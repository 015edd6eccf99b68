import { type DonorSheetFacts, withDe } from '#bank/documents';
import { type DonorOutcome, FATES, type ShownFate, SMALL } from '#bank/figures';
import type { OwnGift } from '#bank/receipts';
import { donorSentences } from '#platform/kernel';
import {
  Actions,
  Card,
  Counted,
  FieldsOf,
  FlowChart,
  Form,
  type FormState,
  formatDate,
  formatEuros,
  formatNumber,
  Headline,
  LinkButton,
  Notice,
  Pager,
  PhoneShell,
  pagesOf,
  plural,
  SideBySide,
  Table,
} from '#platform/ui';
import { Depreciated } from '../../../receipts/web/declared-value.card.js';
import { DeclaredValueDto } from '../../../receipts/web/receipts.dto.js';

interface OwnGiftProps {
  demo: DonorOutcome;
  /** Gifts whose value the donor may say: their ids, by number. */
  valued: ReadonlyMap<string, string>;
  secret: string;
  /** From which gift on they are listed; the newest where nothing is said. */
  from: string | undefined;
  timeZone: string;
}

/** What became of a donor's devices, for whoever has the link: no account, no name, no serial. */
export function OwnGiftPage({ demo: s, valued, secret, from, timeZone }: OwnGiftProps) {
  return (
    <PhoneShell title="Ce que sont devenus vos appareils" wide>
      <Headline lead={<Thanks demo={s} />}>{sentenceOf(s)}</Headline>
      {s.given > 0 ? (
        <>
          <FlowChart
            title="Le chemin de vos appareils"
            source={`${plural(s.given, 'appareil')} en tout : les nombres de droite font ce total.`}
            labelHeader="Situation"
            valueHeader="Appareils"
            whole={{ value: s.given, label: s.given === 1 ? 'donné' : 'donnés' }}
            ways={s.fates.map(({ fate, devices }) => ({ ...FATES[fate], value: devices, tone: TONE_OF[fate] }))}
          />
          <SideBySide>
            <Communes demo={s} />
            <Erasure demo={s} secret={secret} />
          </SideBySide>
          <Actions>
            <LinkButton look="primary" href={`/mon-don/${secret}/page.pdf`} icon="printer">
              Cette page sur une feuille (PDF)
            </LinkButton>
          </Actions>
          <Card title="Par type d’appareil">
            <Table
              caption="Vos appareils par type"
              rows={s.categories}
              rowKey={(c) => c.label}
              columns={[
                { header: 'Type', cell: (c) => c.label, row: true },
                { header: 'Donnés', cell: (c) => formatNumber(c.given), numeric: true },
                {
                  header: 'En service',
                  cell: (c) => (c.inUse === null ? 'non affiché' : formatNumber(c.inUse)),
                  numeric: true,
                },
              ]}
            />
          </Card>
        </>
      ) : null}
      {s.given > 0 || valued.size ? (
        <Donations demo={s} valued={valued} secret={secret} from={from} timeZone={timeZone} />
      ) : null}
      <Notice tone="info" icon="lock" title="Cette page est privée.">
        Toute personne qui a son adresse peut la lire : ne la donnez qu’à ceux qui doivent savoir. Elle ne nomme
        personne et ne dit pas quelle structure a remis un appareil.
      </Notice>
    </PhoneShell>
  );
}

function Thanks({ demo: s }: Pick<OwnGiftProps, 'demo'>) {
  return (
    <>
      {s.donor ? `${s.donor}, merci. ` : 'Merci. '}
      {s.given === 0
        ? 'Les appareils ne sont pas encore enregistrés un par un. Revenez sur cette page dans quelques jours.'
        : 'Voici ce que sont devenus vos appareils, compté à l’instant.'}
    </>
  );
}

function Communes({ demo: s }: Pick<OwnGiftProps, 'demo'>) {
  const { counted, note } = communesOf(s);
  if (!counted.length && !note) return null;
  return (
    <Card title="Dans quelles communes">
      {counted.length ? <Counted of={counted.map(({ label, devices }) => [label, formatNumber(devices)])} /> : null}
      {note ? <p class="meta">{note}</p> : null}
    </Card>
  );
}

function Erasure({ demo: s, secret }: Pick<OwnGiftProps, 'demo' | 'secret'>) {
  const papers = s.certificates;
  return (
    <Card title="Vos données">
      {dataOf(s).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {papers > 0 ? (
        <LinkButton href={`/mon-don/${secret}/certificats.zip`} icon="download">
          {papers === 1 ? 'Télécharger le certificat' : `Télécharger les ${formatNumber(papers)} certificats`} (ZIP)
        </LinkButton>
      ) : null}
    </Card>
  );
}

/** Some gifts at a time; the line beneath makes the total, whatever is shown. */
function Donations({ demo: s, valued, secret, from, timeZone }: OwnGiftProps) {
  const { donations, gifts } = s;
  const others = gifts - donations.length;
  const devices = donations.reduce((left, d) => left - d.devices, s.given);
  const rest = others ? `${plural(others, 'autre don', 'autres dons')} : ${plural(devices, 'appareil')}.` : undefined;
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
      <Pager {...pagesOf(`/mon-don/${secret}`, { suite: from }, { next: s.nextDonation }, 'suite')} shown={rest} />
    </Card>
  );
}

/** The donor reads what the law says of the value, then types it: it decides, and answers for it. */
export function OwnValuePage({ gift, secret, ...again }: FormState & { gift: OwnGift; secret: string }) {
  return (
    <PhoneShell title={`Valeur du don ${gift.number}`}>
      <h1>{`Valeur du don ${gift.number}`}</h1>
      <p class="lead">Pour un reçu fiscal, c’est vous qui déclarez la valeur de votre don.</p>
      <Card title="Ce que dit la loi">
        <p>{gift.law.text}</p>
        <p class="small">{gift.law.source}</p>
        <Depreciated rule={gift.law.depreciated} />
      </Card>
      {gift.cents === null ? null : (
        <Notice tone="info">{`Valeur enregistrée jusqu’ici : ${formatEuros(gift.cents)}.`}</Notice>
      )}
      {gift.receipted ? (
        <Notice tone="attention" title="Le reçu est déjà fait.">
          Pour le corriger, écrivez à la banque : elle l’annule et le remplace.
        </Notice>
      ) : (
        <Form
          action={`/mon-don/${secret}/valeur/${gift.id}`}
          {...again}
          does={{ label: 'Enregistrer cette valeur', icon: 'check' }}
          back={{ href: `/mon-don/${secret}`, label: 'Revenir' }}
        >
          <FieldsOf form={DeclaredValueDto} only={['value']} but={{ value: { label: 'Valeur de tout le don' } }} />
        </Form>
      )}
    </PhoneShell>
  );
}

const TONE_OF: Readonly<Record<ShownFate, 'first' | 'second' | 'third' | 'off'>> = {
  in_use: 'first',
  ready: 'second',
  preparing: 'third',
  recycled: 'off',
  given_back: 'off',
  lost: 'off',
  deposit: 'third',
  under_way: 'third',
  under_way_or_deposit: 'third',
};

function sentenceOf(s: DonorOutcome): string {
  const { inUse } = s;
  if (s.given === 0) return 'Votre don est bien arrivé.';
  if (inUse === null)
    return `${plural(s.given, 'appareil donné', 'appareils donnés')}. Combien servent déjà n’est pas dit : à moins de ${SMALL}, quelqu’un pourrait être reconnu.`;
  if (inUse === 0)
    return `${plural(s.given, 'appareil donné', 'appareils donnés')} : aucun n’est encore chez quelqu’un, ${s.given === 1 ? 'il est' : 'ils sont'} en chemin.`;
  return `Sur ${plural(s.given, 'appareil donné', 'appareils donnés')}, ${
    inUse === 1 ? '1 sert' : `${formatNumber(inUse)} servent`
  } aujourd’hui à une personne accompagnée.`;
}

function communesOf({ communes }: Pick<DonorOutcome, 'communes'>): {
  counted: readonly { readonly label: string; readonly devices: number }[];
  note: string | null;
} {
  const counted = communes.flatMap(({ label, devices }) => (devices === null ? [] : [{ label, devices }]));
  const silent = communes.filter(({ devices }) => devices === null).map(({ label }) => label);
  if (!silent.length) return { counted, note: null };
  const why = `moins de ${SMALL} appareils, ou un nombre qui en ferait deviner un autre : personne ne doit pouvoir être reconnu`;
  return {
    counted,
    note:
      communes.length === 1 && !counted.length ? TOO_FEW : `Aussi, sans dire combien : ${silent.join(', ')} (${why}).`,
  };
}

const TOO_FEW = `Il y en a trop peu pour dire où : à moins de ${SMALL}, quelqu’un pourrait être reconnu.`;

const dataOf = ({ evidence, certificates }: DonorOutcome): string[] => donorSentences(evidence, certificates);

const MOST = 12;

export function sheetOf(s: DonorOutcome, now: Date): DonorSheetFacts {
  const { counted, note } = communesOf(s);
  const more = counted.length - MOST;
  return {
    title: s.donor ? `Ce que sont devenus les appareils ${withDe(s.donor)}` : 'Ce que sont devenus vos appareils',
    sentence: sentenceOf(s),
    given: s.given,
    fates: s.fates.map(({ fate, devices }) => ({ label: FATES[fate].short, devices, tone: TONE_OF[fate] })),
    communes: [
      ...counted.slice(0, MOST).map(({ label, devices }) => `${label} : ${formatNumber(devices)}`),
      ...(more > 0 ? [`et ${plural(more, 'autre commune', 'autres communes')}`] : []),
    ],
    communesNote: note && note.length > 400 ? `${note.slice(0, note.lastIndexOf(',', 380))}…` : note,
    data: dataOf(s),
    countedAt: now.toISOString(),
  };
}
