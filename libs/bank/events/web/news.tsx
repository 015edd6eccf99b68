import type { NewsView } from '#bank/events';
import { type Actor, may, READ, type Right } from '#platform/kernel';
import { Card, plural } from '#platform/ui';

interface NewsWords {
  /** « 2 demandes envoyées ». */
  readonly one: string;
  readonly many: string;
  /** Where they are listed; one alone has its own page below, or `page`. */
  readonly list: string;
  readonly page?: string;
  /** To the list, where it takes more than to hear of the thing. */
  readonly right?: Right;
}

const request = (one: string, many: string): NewsWords => ({ one, many, list: '/demandes' });
const ticket = (one: string, many: string): NewsWords => ({ one, many, list: '/pannes' });
const lot = (one: string, many: string): NewsWords => ({ one, many, list: '/lots' });

/** What a home tells of: each kind of event that somebody may have to look at, and no name. */
const NEWS: Readonly<Record<string, NewsWords>> = {
  'request.submit': request('demande envoyée', 'demandes envoyées'),
  'request.approve': request('demande acceptée', 'demandes acceptées'),
  'request.refuse': request('demande refusée', 'demandes refusées'),
  'request.cancel': request('demande annulée', 'demandes annulées'),
  'request.expire': request('demande expirée', 'demandes expirées'),
  'request.late': request('demande sans réponse depuis une semaine', 'demandes sans réponse depuis une semaine'),
  'ticket.report': ticket('panne signalée', 'pannes signalées'),
  'ticket.join': ticket('panne ouverte signalée de nouveau', 'pannes ouvertes signalées de nouveau'),
  'ticket.come_back': ticket('panne finie qui revient', 'pannes finies qui reviennent'),
  'ticket.ask_again': ticket('panne redemandée', 'pannes redemandées'),
  'ticket.solve': ticket('panne résolue', 'pannes résolues'),
  'ticket.late': ticket('panne en retard', 'pannes en retard'),
  'transfer.send': lot('lot parti', 'lots partis'),
  'transfer.finish': lot('lot reçu', 'lots reçus'),
  'transfer.late': lot('lot en retard', 'lots en retard'),
  'donation.promise': { one: 'don promis', many: 'dons promis', list: '/dons' },
  'donation.receive': { one: 'don arrivé', many: 'dons arrivés', list: '/dons' },
  'donation.agreement_late': {
    one: 'convention non revenue signée',
    many: 'conventions non revenues signées',
    list: '/dons',
  },
  'device.find_lock': {
    one: 'appareil verrouillé',
    many: 'appareils verrouillés',
    list: '/verrous',
    page: '/appareils',
    right: READ.locks,
  },
  'sim.allot': { one: 'carte SIM attribuée', many: 'cartes SIM attribuées', list: '/sim' },
  'sim.credit_ends': {
    one: 'carte SIM dont le crédit se termine',
    many: 'cartes SIM dont le crédit se termine',
    list: '/sim',
  },
  'sim.end': { one: 'carte SIM terminée', many: 'cartes SIM terminées', list: '/sim' },
};
export const newsKinds = (actor: Actor): string[] =>
  Object.keys(NEWS).filter((kind) => may(actor, NEWS[kind]!.right ?? READ.events));

const SHOWN = 6;

/** What others did since somebody's last visit, a line a kind. */
export function NewsCard({ news }: { news: readonly NewsView[] }) {
  if (!news.length) return null;
  return (
    <Card title="Depuis votre dernière connexion">
      <ul class="plain">
        {news.slice(0, SHOWN).map(({ kind, count, subjectId }) => {
          const { one, many, list, page = list } = NEWS[kind]!;
          return (
            <li key={kind}>
              <a href={count === 1 ? `${page}/${subjectId}` : list}>{plural(count, one, many)}</a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
