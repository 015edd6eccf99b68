import type { ComponentChild } from 'preact';
import { deviceWords, showAssetCode } from '#bank/devices';
import type { DocumentView } from '#bank/documents';
import {
  Card,
  Code,
  Disclosure,
  DoLink,
  Facts,
  formatDateTime,
  formatEuros,
  LinkButton,
  Notice,
  ThingPage,
  Who,
} from '#platform/ui';
import { AwaitedCorrection } from '../../../corrections/web/awaited.js';
import { PapersCard } from '../../../documents/list/web/documents.page.js';
import { FORGOTTEN } from '../../beneficiaries/words-purge.js';
import type { HandoverDetail } from '../handover.views.js';
import { ENDED, HandoverBadge, handedOverOn, WrongPerson } from './handover-parts.js';

function original(h: HandoverDetail, bank: boolean, timeZone: string): [string, ComponentChild][] {
  if (!h.onPaper) return [];
  const places = h.originals.map(
    (o) => `${o.place} (opérateur n° ${o.operatorNumber}, ${formatDateTime(o.at, timeZone)})`,
  );
  const ask = bank ? null : (
    <DoLink href={`/remises/${h.id}/original`}>{places.length ? 'Il est ailleurs' : 'Le dire'}</DoLink>
  );
  return [
    [
      'Original signé',
      <>
        {places[0] ?? 'On ne sait pas où il est rangé.'} {ask}
      </>,
    ],
    ...(places.length > 1 ? [['Avant', places.slice(1).join(' ; ')] as [string, string]] : []),
  ];
}

/** One hand-over, with its sheet: the structure's for the structure, the bank's for the bank. */
export function HandoverPage(props: {
  handover: HandoverDetail;
  papers: readonly DocumentView[];
  bank: boolean;
  timeZone: string;
}) {
  const { handover: h, papers, bank, timeZone } = props;
  const mayReturn = !bank && h.deviceState === 'handed_over' && !h.endedAt;
  const pending = papers.some((d) => d.state === 'requested' || d.state === 'rendering');
  return (
    <ThingPage
      title={`Remise ${showAssetCode(h.deviceCode)}`}
      heading={<Code big>{showAssetCode(h.deviceCode)}</Code>}
      lead={deviceWords(h)}
      trail={[{ label: 'Remises', href: '/remises?liste=remis' }, { label: showAssetCode(h.deviceCode) }]}
      state={<HandoverBadge handover={h} />}
      refreshSeconds={pending ? 5 : undefined}
      {...(mayReturn
        ? {
            next: (
              <>
                <p>Si la personne n’en a plus besoin :</p>
                <LinkButton icon="undo-2" wide href={`/appareils/${h.deviceCode}/retour`}>
                  Reprendre l’appareil
                </LinkButton>
                <WrongPerson handover={h} wide />
                <Disclosure summary="Corriger une autre erreur">
                  <LinkButton icon="undo-2" wide href={`/remises/${h.id}/mauvais-appareil`}>
                    Ce n’était pas le bon appareil
                  </LinkButton>
                </Disclosure>
              </>
            ),
          }
        : bank || h.endedAt || h.deviceState !== 'in_maintenance'
          ? {}
          : { nextTitle: 'En réparation', next: <WrongPerson handover={h} /> })}
      aside={<PapersCard papers={papers} title={bank ? 'Exemplaire de la banque' : 'Exemplaire de votre structure'} />}
    >
      <AwaitedCorrection of={h} />
      {h.origin === 'declared' ? (
        <Notice tone="info" icon="history" title="Déclaré, repris d’un ancien outil.">
          Personne ici n’a vu cette remise : elle est notée sans attestation, sans signature et sans demande.
        </Notice>
      ) : bank ? null : (
        <Notice tone="info" icon="printer">
          L’attestation a deux pages : votre exemplaire, et celui que vous remettez à la personne. Votre exemplaire
          s’efface à sa date. La banque l’héberge sous scellé ; ses documents ne portent que la référence.
        </Notice>
      )}
      <Card title="La remise">
        <Facts
          facts={[
            ['Appareil', <a href={`/appareils/${h.deviceCode}`}>{showAssetCode(h.deviceCode)}</a>],
            [
              'Référence',
              bank || h.reference === FORGOTTEN ? (
                <Code>{h.reference}</Code>
              ) : (
                <a href={`/beneficiaires/${h.beneficiaryId}`}>{h.reference}</a>
              ),
            ],
            ['Structure', h.structure],
            ['Remis', h.origin === 'declared' ? handedOverOn(h, timeZone) : formatDateTime(h.handedOverAt, timeZone)],
            [h.origin === 'declared' ? 'Déclaré par' : 'Par', <Who operatorNumber={h.operatorNumber} />],
            [
              'Comment',
              h.origin === 'declared'
                ? 'non connu'
                : h.mode === 'gift'
                  ? 'donné'
                  : `vendu ${formatEuros(h.priceCents ?? 0)}`,
            ],
            ...original(h, bank, timeZone),
            ['Remplace', h.replaces ? <a href={`/remises/${h.replaces}`}>la remise d’avant</a> : ''],
            ['Fin', h.endedAt ? `${ENDED[h.endReason!]}, ${formatDateTime(h.endedAt, timeZone)}` : ''],
          ]}
        />
      </Card>
    </ThingPage>
  );
}
