import { Controller } from '@nestjs/common';
import {
  type Blocked,
  type Blocker,
  type Blockers,
  BlockersQueries,
  type UnservedCategory,
  type WithheldDevice,
} from '#bank/allocation';
import { categoryOf, STATES, showAssetCode } from '#bank/devices';
import { type PartlyErased, PartlyErasedQueries } from '#bank/files/old-register';
import { TransferQueries, type Unconfirmed } from '#bank/logistics';
import { BENCH_STEPS, type BenchStepName } from '#bank/workshop';
import { Context, Ctx, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import {
  AppShell,
  addressOf,
  Card,
  Code,
  DoLink,
  Empty,
  formatBytes,
  formatNumber,
  PageHead,
  plural,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { lackingWords } from '../../../workshop/web/workshop.sentences.js';
import { STEP_WORDS } from '../../../workshop/web/workshop.words.js';

@Controller()
export class BlockersController {
  constructor(
    private readonly blockers: BlockersQueries,
    private readonly transfers: TransferQueries,
    private readonly erased: PartlyErasedQueries,
  ) {}

  /** Who waits for what, where what would serve them stands and what it lacks, who has not confirmed a lot, and what an earlier tool erased in part. */
  @Read(READ.proposals, { page: 'blocages', api: 'blockers' })
  async show(@Context() ctx: Ctx) {
    const [blockers, unconfirmed, partlyErased] = await ctx.readTogether((on) =>
      Promise.all([
        this.blockers.blockers(ctx.actor, on),
        this.transfers.unconfirmed(ctx.actor, on),
        this.erased.list(ctx.actor, on),
      ]),
    );
    return ctx.answer({ ...blockers, unconfirmed, partlyErased }, () => (
      <BlockersPage blockers={blockers} unconfirmed={unconfirmed} partlyErased={partlyErased} />
    ));
  }
}

const AT_BENCH = Object.fromEntries(
  [...BENCH_STEPS].reverse().map((step) => [step, STEP_WORDS[step].blocks]),
) as Record<BenchStepName, string>;

/** What has to be done with a device before it can serve, the nearest first. */
const BLOCKER_WORDS: Readonly<Record<Blocker, string>> = {
  ready: 'à faire venir',
  ...AT_BENCH,
  bench: 'à l’établi, trop nombreux pour dire ici ce qui manque à chacun',
  to_send: 'à envoyer à un atelier',
  road: 'en route',
  deposit: 'en dépôt : la décision du donateur manque, à noter dans les documents du don',
  locked: 'verrouillé : le donateur doit le libérer',
};

const ORDER = Object.keys(BLOCKER_WORDS);
const DEPOSIT: Partial<Record<Blocker, 'yes' | 'no'>> = { deposit: 'yes', ready: 'no' };

const nearestFirst = (blocked: readonly Blocked[]): Blocked[] =>
  [...blocked].sort((a, b) => ORDER.indexOf(a.blocker) - ORDER.indexOf(b.blocker));

const days = (n: number): string => (n ? plural(n, 'jour') : 'moins d’un jour');

function BlockersPage({
  blockers,
  unconfirmed,
  partlyErased,
}: {
  blockers: Blockers;
  unconfirmed: readonly Unconfirmed[];
  partlyErased: readonly PartlyErased[];
}) {
  return (
    <AppShell title="Ce qui bloque" trail={[{ label: 'Aujourd’hui', href: '/' }, { label: 'Ce qui bloque' }]}>
      <PageHead
        title="Ce qui bloque, et chez qui"
        lead="Ce que les demandes acceptées attendent, et où cela s’arrête."
      />
      {blockers.held.length ? <WithheldCard held={blockers.held} inAll={blockers.heldInAll} /> : null}
      {partlyErased.length ? <PartlyErasedCard media={partlyErased} /> : null}
      {blockers.awaited.length ? (
        blockers.awaited.map((awaited) => (
          <AwaitedCard
            key={awaited.category}
            awaited={awaited}
            blocked={blockers.blocked.filter((b) => b.category === awaited.category)}
          />
        ))
      ) : (
        <Empty icon="circle-check" title="Aucune demande n’attend d’appareil">
          Quand une demande est acceptée et que rien n’est prêt, ce qui manque est dit ici.
        </Empty>
      )}
      {unconfirmed.length ? (
        <Card title="Lots que personne n’a confirmés">
          <ul>
            {unconfirmed.map((u) => (
              <li key={u.receiver}>
                <strong>{u.receiver}</strong> : <a href="/lots?etat=sent">{plural(u.lots, 'lot')}</a>, le plus ancien
                parti depuis {days(u.oldest)}.
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </AppShell>
  );
}

function AwaitedCard({ awaited: w, blocked }: { awaited: UnservedCategory; blocked: readonly Blocked[] }) {
  const things = plural(w.devices, categoryOf(w.category).short.toLowerCase());
  return (
    <Card
      title={`${plural(w.requests, 'demande attend', 'demandes attendent')} ${things}`}
      actions={<span class="hint">La plus ancienne : {days(w.oldest)}</span>}
    >
      {blocked.length ? (
        <ul>
          {nearestFirst(blocked).map((b) => (
            <li key={b.holder + b.blocker + b.state}>
              <a
                href={addressOf('/appareils', {
                  state: b.state,
                  category: b.category,
                  holder: b.holderId,
                  deposit: DEPOSIT[b.blocker],
                })}
              >
                {plural(
                  b.devices,
                  b.blocker === 'ready' ? 'appareil prêt' : 'appareil',
                  b.blocker === 'ready' ? 'appareils prêts' : 'appareils',
                )}
              </a>{' '}
              chez <strong>{b.holder}</strong> :{' '}
              {b.blocker === 'ready' && b.here ? 'à attribuer' : BLOCKER_WORDS[b.blocker]}.
            </li>
          ))}
        </ul>
      ) : (
        <p>Il n’y en a aucun dans la banque, même à préparer. Il faut en collecter.</p>
      )}
      <p>
        <a href={addressOf('/attributions', { type: w.category })}>Voir les demandes qui attendent</a>
      </p>
    </Card>
  );
}

const where = (m: PartlyErased): string =>
  `« ${STATES[m.state].label} », ${m.holder ? `chez ${m.holder}` : 'chez la personne qui l’a reçu'}`;

/** Devices that went on from the bench with an earlier tool's log that erased less than their disk: data may be left. */
function PartlyErasedCard({ media }: { media: readonly PartlyErased[] }) {
  return (
    <Card title="À vérifier : effacés en partie par un ancien outil">
      <p>
        Leur seule preuve est un ancien journal, signé avant que la taille du disque soit comparée : il reste peut-être
        des données. Faites-les revenir à l’établi, puis effacez le disque entier. Un appareil quitte cette liste quand
        son disque est prouvé.
      </p>
      <ul>
        {media.map((m) => (
          <li key={m.mediumId}>
            <DeviceCode code={m.deviceCode} />, {where(m)} : {formatBytes(m.erasedBytes)} effacés sur{' '}
            {formatBytes(m.sizeBytes)}
            {m.serial ? `, disque n° ${m.serial}` : ''}.
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Devices that are kept for somebody and of whose data something is asked again: a person answers, releases or calls back. */
function WithheldCard({ held, inAll }: { held: readonly WithheldDevice[]; inAll: number }) {
  return (
    <Card title="Réservés ou livrés, mais retenus : où sont leurs données ?">
      <p>
        On a appris quelque chose de leurs disques depuis qu’ils étaient prêts. Ils gardent leur réservation, et ne
        peuvent pas être remis avant la réponse. Un appareil quitte cette liste quand la réponse est donnée.
      </p>
      {inAll > held.length ? (
        <p>
          <strong>{`Il y en a ${formatNumber(inAll)}. Voici les ${formatNumber(held.length)} premiers, ceux des structures d’abord.`}</strong>
        </p>
      ) : null}
      <ul class="plain fact-rows">
        {held.map((h) => (
          <li key={h.deviceId}>
            <div>
              <p>
                <a href={`/appareils/${h.code}`}>
                  <Code>{showAssetCode(h.code)}</Code>
                </a>
                , « {STATES[h.state].label} », chez <strong>{h.holder}</strong>, pour {h.structure},{' '}
                <a class="whole" href={`/demandes/${h.requestId}`}>
                  {h.number}
                </a>
                .
              </p>
              <p>Il manque : {lackingWords(h.failures)}.</p>
              <p>
                <WhatToDo held={h} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function WhatToDo({ held: h }: { held: WithheldDevice }) {
  if (h.state === 'in_transit') return <>Il est en route : demandez qu’on ne le remette pas, et faites-le revenir.</>;
  return h.atBench ? (
    <>
      Répondez{' '}
      <DoLink href={`/atelier/${h.code}`} otherwise="à l’établi">
        à l’établi
      </DoLink>
      , ou libérez-le dans <a href="/attributions/livraisons">À livrer</a>.
    </>
  ) : (
    <>
      Faites-le revenir à un atelier :{' '}
      <DoLink href={addressOf('/lots/nouveau', { appareil: h.code })} otherwise="un nouveau lot">
        préparer le lot
      </DoLink>
      .
    </>
  );
}
