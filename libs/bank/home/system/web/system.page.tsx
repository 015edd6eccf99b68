import {
  Badge,
  Card,
  Facts,
  FoldedCard,
  FormPage,
  formatBytes,
  formatDateTime,
  LinkButton,
  Notice,
  plural,
  Table,
} from '#platform/ui';
import { type Alert, BackupCard, backupAlerts, RestoredCard } from './backup.cards.js';
import { Proofs, proofAlerts } from './proofs.card.js';
import type { QueueStatus, SystemStatus } from './system-status.js';

const QUEUES: Readonly<Record<string, string>> = {
  documents: 'Documents à préparer',
  bulk: 'Actions groupées à faire',
  imports: 'Fichiers à lire',
  'data-import-logs': 'Journaux d’effacement à lire',
  mail: 'Messages à envoyer',
  'password-reset': 'Liens de mot de passe à envoyer',
  matching: 'Attributions à calculer',
  webhooks: 'Annonces à d’autres programmes',
  'fault-reports': 'Signalements de panne à classer',
  'evidence-files': 'Fichiers de preuve à relire',
  'donation-certificates': 'Certificats de dons à préparer',
};

const LATE_SECONDS = 300;
const LITTLE_BYTES = 2e9;

/** What whoever runs the installation should see to now; empty when all is well. */
export function alertsOf(s: SystemStatus, zone?: string): Alert[] {
  const alerts: Alert[] = backupAlerts(s.backups, zone);
  if (s.databaseFullAt)
    alerts.push({
      title: 'Le disque de la base est plein : plus rien ne s’enregistre',
      what: `PostgreSQL l’a dit le ${formatDateTime(s.databaseFullAt, zone)}. On peut lire ; ce que les gens écrivent reste dans leur page. Faites de la place là où sont ses données : tout repart de soi-même.`,
    });
  const alive = s.workers.filter((w) => w.alive);
  if (alive.length === 0)
    alerts.push({
      title: 'Aucun programme de fond ne tourne',
      what: `${s.workers[0] ? 'Les documents, les messages et les fichiers attendent.' : 'Rien ne se dessine et rien ne part.'} Relancez « npm run worker », ou le service « worker » de docker compose.`,
    });
  for (const { queue, oldestSeconds } of s.queues)
    if (oldestSeconds > LATE_SECONDS)
      alerts.push({
        title: `${QUEUES[queue] ?? queue} : on attend depuis ${minutes(oldestSeconds)}`,
        what: 'Regardez le journal du programme de fond.',
      });
  if (!s.lastBackup)
    alerts.push({
      title: 'Aucune sauvegarde n’est visible',
      what: `Dossier regardé : ${s.backupFolder}. Si une autre commande sauvegarde la banque, faites-le-lui dire : « npm run cli -- record-proof backed_up ».`,
    });
  alerts.push(...proofAlerts(s.proofs, zone));
  if (s.diskFreeBytes < LITTLE_BYTES)
    alerts.push({
      title: 'Le disque est presque plein',
      what: `Il reste ${formatBytes(s.diskFreeBytes)} là où arrivent les fichiers.`,
    });
  if (s.dataFreeBytes !== null && s.dataFreeBytes < LITTLE_BYTES)
    alerts.push({
      title: 'Le disque des données est presque plein',
      what: `Il reste ${formatBytes(s.dataFreeBytes)} à la base. Sans place, plus rien ne s’enregistre.`,
    });
  return alerts;
}

export function SystemPage({ status: s, now, zone }: { status: SystemStatus; now: Date; zone: string }) {
  const alerts = alertsOf(s, zone);
  const alive = s.workers.filter((w) => w.alive).length;
  return (
    <FormPage
      title="État du système"
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'État du système' }]}
      lead={`Comment vont le programme et la machine. Relevé le ${formatDateTime(now, zone)}.`}
    >
      {alerts.length === 0 ? (
        <Notice tone="ok" icon="circle-check" title="Tout va bien.">
          Le travail de fond avance, une sauvegarde récente est là, il reste de la place.
        </Notice>
      ) : (
        alerts.map(({ title, what }) => (
          <Notice key={title} tone="attention" icon="circle-alert" title={title}>
            {what}
          </Notice>
        ))
      )}
      <p>
        <LinkButton icon="rotate-ccw" href="/gestion/systeme">
          Relever de nouveau
        </LinkButton>
      </p>
      {s.backups.restored ? <RestoredCard restored={s.backups.restored} zone={zone} /> : null}
      <BackupCard status={s} now={now} zone={zone} />
      <Proofs status={s} zone={zone} />
      <FoldedCard
        title="Place"
        brief={`Il reste ${formatBytes(s.diskFreeBytes)} pour les fichiers${s.dataFreeBytes === null ? '' : `, ${formatBytes(s.dataFreeBytes)} pour la base`}.`}
        summary="Chaque disque, et la taille de la base"
      >
        <Facts
          facts={[
            ['Fichiers qui arrivent', room(s.diskFreeBytes, s.diskBytes)],
            [
              'Données de la base',
              s.dataFreeBytes === null
                ? 'dans un PostgreSQL à part, dont le programme ne voit pas le disque : à surveiller là où il tourne'
                : room(s.dataFreeBytes, s.dataDiskBytes),
            ],
            ['Taille de la base', s.databaseBytes === null ? 'inconnue' : formatBytes(s.databaseBytes)],
          ]}
        />
      </FoldedCard>
      <Queues queues={s.queues} />
      <FoldedCard
        title="Programmes de fond"
        brief={
          alive
            ? `${plural(alive, 'programme')} de fond au travail.`
            : 'Aucun n’est au travail : documents et messages attendent.'
        }
        summary="Chaque machine, et quand elle a été vue"
      >
        <Table
          caption="Programmes de fond"
          rows={[...s.workers]}
          rowKey={(w) => `${w.host} ${w.pid}`}
          columns={[
            { header: 'Machine', row: true, cell: (w) => w.host, sub: (w) => `processus ${w.pid}` },
            {
              header: 'État',
              cell: (w) => (w.alive ? <Badge tone="ok">au travail</Badge> : <Badge tone="attention">muet</Badge>),
            },
            { header: 'Vu', cell: (w) => seen(w.seenAt, now, zone) },
          ]}
        />
      </FoldedCard>
      <FoldedCard
        title="Le programme"
        brief={`Version ${s.versions.program}, démarrée le ${formatDateTime(s.startedAt, zone)}. ${s.sendsMail ? `Depuis un jour, ${plural(s.mails.sent, 'mail parti', 'mails partis')} et ${plural(s.mails.failed, 'refusé')}.` : 'Aucun mail ne part d’ici : les messages se copient.'}`}
        summary="Versions, mails, connexions, pauses"
      >
        <Facts
          facts={[
            ['Version', s.versions.program],
            ['Node.js', s.versions.node],
            ['PostgreSQL', s.versions.postgres],
            ['Démarré', formatDateTime(s.startedAt, zone)],
            [
              'Envoi de mails',
              s.sendsMail ? 'réglé' : 'pas réglé : les messages se copient (variable SMTP_URL, voir docs/settings.md)',
            ],
            [
              'Mails du dernier jour',
              `partis : ${s.mails.sent} ; refusés ou tentés en vain : ${s.mails.failed} ; en attente : ${s.mails.waiting}`,
            ],
            [
              'Connexions à la base',
              `${s.connections.working} au travail, ${s.connections.free} libres, ${s.connections.waiting} en attente`,
            ],
            [
              'Plus longue pause',
              `${s.longestHoldMs} ms pendant lesquels tout le monde a attendu, depuis le relevé d’avant`,
            ],
          ]}
        />
        <p class="hint">
          Pour votre supervision : « /pret » répond 200 quand tout va, « /metrics » donne les mesures
          (docs/operations.md).
        </p>
      </FoldedCard>
    </FormPage>
  );
}

function Queues({ queues }: Pick<SystemStatus, 'queues'>) {
  const waiting = queues.filter((q) => q.waiting > 0);
  const idle = queues.filter((q) => q.waiting === 0).map((q) => (QUEUES[q.queue] ?? q.queue).toLowerCase());
  const all = idle.length ? `Rien n’attend${waiting.length ? ' ailleurs' : ''} : ${idle.join(', ')}.` : '';
  if (!waiting.length)
    return (
      <Card title="Ce qui attend">
        <p>{all}</p>
      </Card>
    );
  return (
    <FoldedCard
      title="Ce qui attend"
      brief={`${waiting.map((q) => `${QUEUES[q.queue] ?? q.queue} : ${howMany(q)}`).join('. ')}.`}
      summary="Depuis quand, et ce qui n’attend pas"
    >
      <Table
        caption="Ce qui attend"
        rows={waiting}
        rowKey={(q: QueueStatus) => q.queue}
        columns={[
          { header: 'File', row: true, cell: (q) => QUEUES[q.queue] ?? q.queue },
          { header: 'En attente', cell: howMany },
          { header: 'Depuis', cell: (q) => minutes(q.oldestSeconds) },
        ]}
      />
      {all ? <p>{all}</p> : null}
    </FoldedCard>
  );
}

const howMany = ({ waiting }: QueueStatus): string => (waiting >= 1000 ? '1 000 ou plus' : String(waiting));

/** « 73 Go libres sur 250 Go (29 %) » */
const room = (free: number, size: number | null): string =>
  size
    ? `${formatBytes(free)} libres sur ${formatBytes(size)} (${Math.round((100 * free) / size)} %)`
    : `${formatBytes(free)} libres`;

/** « il y a 12 s », and the day of what has not been seen for long. */
const seen = (at: Date, now: Date, zone: string): string => {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  return seconds < 600 ? `il y a ${minutes(seconds)}` : formatDateTime(at, zone);
};

const minutes = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);
