import type { ComponentChildren } from 'preact';
import { showLabel } from '#bank/devices';
import { DISCARD_REASONS, type ReceivedView } from '#bank/inventories';
import { joined } from '#platform/kernel';
import { Card, Code, Empty, Facts, formatDateTime, Notice, Operator, ThingPage } from '#platform/ui';
import { channelWords, machineWords, reasonWords, sourceWords } from './inventories.words.js';
import { DOUBT_WORDS, mediumFact, partFacts, unknownWords } from './machine.section.js';
import { Outcome } from './received-list.page.js';
import { WaysOut, type WaysOutProps } from './received-ways-out.js';

export interface ReceivedPageProps extends WaysOutProps {
  timeZone: string;
}

const NOT_BY_THE_BENCH =
  'Aucun appareil n’a ce numéro. Rattachez-la à son appareil ; s’il n’est pas encore enregistré, le point de collecte ou la banque le fera d’ici.';

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
      lead={joined(
        ' · ',
        r.serial ? `n° de série ${r.serial}` : null,
        r.number ? `nommée ${showLabel(r.number)}` : null,
      )}
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
              [
                'De',
                <>
                  {r.organisation}, <Operator number={r.operatorNumber} />
                </>,
              ],
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
      <Facts facts={[...partFacts(inventory), ...media, ['Supports', unknownWords(inventory)]]} />
    </Card>
  );
}
