import type { Awaited, Blocked, Blocker, Blockers } from '#bank/allocation';
import { categoryOf } from '#bank/devices';
import type { PartlyErased } from '#bank/files/old-register';
import type { Unconfirmed } from '#bank/logistics';
import { BENCH_STEPS, type BenchStepName } from '#bank/workshop';
import { AppShell, addressOf, Card, Empty, PageHead, plural } from '#platform/ui';
import { STEP_WORDS } from '../../../workshop/web/workshop.words.js';
import { PartlyErasedCard } from './partly-erased.card.js';
import { WithheldCard } from './withheld.card.js';

const AT_BENCH = Object.fromEntries(
  [...BENCH_STEPS].reverse().map((step) => [step, STEP_WORDS[step].blocks]),
) as Record<BenchStepName, string>;

/** What has to be done with a device before it can serve, the nearest first. */
const BLOCKER_WORDS: Readonly<Record<Blocker, string>> = {
  ready: 'à faire venir',
  ...AT_BENCH,
  to_send: 'à envoyer à un atelier',
  road: 'en route',
  deposit: 'en dépôt : la décision du donateur manque, à noter dans les documents du don',
  locked: 'verrouillé : le donateur doit le libérer',
};

const ORDER = Object.keys(BLOCKER_WORDS);
/** Of what is in stock: which of it. */
const DEPOSIT: Partial<Record<Blocker, 'yes' | 'no'>> = { deposit: 'yes', ready: 'no' };

const nearestFirst = (blocked: readonly Blocked[]): Blocked[] =>
  [...blocked].sort((a, b) => ORDER.indexOf(a.blocker) - ORDER.indexOf(b.blocker));

const days = (n: number): string => (n ? plural(n, 'jour') : 'moins d’un jour');

/** Who waits for what, and at whose place what would serve them is held up. */
export function BlockersPage({
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
      {blockers.held.length ? <WithheldCard held={blockers.held} /> : null}
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

function AwaitedCard({ awaited: w, blocked }: { awaited: Awaited; blocked: readonly Blocked[] }) {
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
