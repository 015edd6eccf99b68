import type { LossView, UnerasedMedium } from '#bank/incidents';
import { joined, UNERASED } from '#platform/kernel';
import { Notice, plural } from '#platform/ui';
import { mediumWords } from '../../workshop/web/workshop.words.js';

const WHY: Readonly<Record<string, string>> = {
  medium_unproven: 'sans preuve d’effacement',
  medium_class: 'classe exigée pas atteinte',
  medium_unwitnessed: 'effacement non contresigné',
  medium_in_two: 'même numéro dans deux appareils',
  drive_unanswered: 'nommé par un journal, dans aucun inventaire',
  log_unconfirmed: 'journal à confirmer par une personne',
};

/** « SSD · 256 Go · Samsung 860, n° S3Z9, sans preuve d’effacement » */
export const unerasedWords = (m: UnerasedMedium): string =>
  joined(
    ', ',
    m.kind ? mediumWords({ ...m, kind: m.kind, model: m.model ?? '' }) : 'Supports non connus',
    m.serial && `n°\u00a0${m.serial}`,
    WHY[m.why],
  );

/** « 2 supports non effacés », of what a loss leaves in the open. */
export function unerasedCount(unerased: readonly UnerasedMedium[]): string {
  const media = unerased.filter(({ kind }) => kind).length;
  return media ? plural(media, ...UNERASED.medium) : '';
}

const WHOSE = { donor: 'le donateur', structure: 'la structure qui l’avait remis', bank: '' } as const;

const NoIncident = () => <Notice icon="shield-check" title="Rien n’y reste à effacer : aucun incident ne s’ouvrira." />;

/** Before a loss is declared: what nothing proves erased, that an incident opens, who is told. */
export function LossNotice({ loss }: { loss: Omit<LossView, 'deviceId'> }) {
  const { unerased, custodian, controllers, noticeHours } = loss;
  if (!unerased.length) return <NoIncident />;
  const others = controllers.map((kind) => WHOSE[kind]).filter(Boolean);
  return (
    <Notice
      tone="attention"
      icon="shield-alert"
      title={`${unerasedCount(unerased) || 'Contenu non connu'} : un incident s’ouvrira.`}
    >
      <ul>
        {unerased.map((m, i) => (
          <li key={i}>{unerasedWords(m)}</li>
        ))}
      </ul>
      <p>{toldAtOnce(custodian)}</p>
      <p>
        {others.length
          ? `La banque prévient ensuite ${others.join(' et ')}, à qui sont ces données, dans les ${noticeHours} heures.`
          : 'La banque répond elle-même de ces données.'}
      </p>
    </Notice>
  );
}

/** The same of many, whose list says which media. */
export function LossesNotice({ devices }: { devices: number }) {
  if (!devices) return <NoIncident />;
  return (
    <Notice
      tone="attention"
      icon="shield-alert"
      title={`${plural(devices, ...UNERASED.device)} : un incident s’ouvrira, un seul pour tous.`}
    >
      <p>{toldAtOnce('ceux qui les avaient')}</p>
      <p>La banque prévient ensuite ceux à qui sont ces données.</p>
    </Notice>
  );
}

/** Whose home shows it, and whom the notice `incident_opened` is for where mails leave. */
export const toldAtOnce = (custodian: string | null): string =>
  `Le voient aussitôt à leur accueil : l’administration et la coordination de la banque${custodian ? `, et les responsables de ${custodian}` : ''}.`;
