import {
  Actions,
  Button,
  Card,
  Facts,
  FoldedCard,
  Form,
  formatAgo,
  formatDate,
  formatDateTime,
  LinkButton,
  PostButton,
  plural,
} from '#platform/ui';
import type { BackupFacts } from './seen-backups.js';
import type { SystemStatus } from './system-status.js';

/** Something to do, in a sentence, with what to do. */
export interface Alert {
  readonly title: string;
  readonly what: string;
}

export function backupAlerts({ nightly, trial, key, refused, restored }: BackupFacts, zone?: string): Alert[] {
  const alerts: Alert[] = [];
  if (restored)
    alerts.push({
      title: 'La banque a été rétablie : il reste des choses à regarder',
      what: `Le ${formatDateTime(restored.restoredAt, zone)}. La liste est sur cette page, sous « Après le rétablissement ».`,
    });
  if (refused)
    alerts.push({
      title: 'La dernière sauvegarde ne redonne pas la banque',
      what: 'Rétablie à l’essai, elle n’était pas la même ; elle est mise à part et ne compte pas. Le journal du programme dit ce qui diffère. Une autre est tentée dans l’heure.',
    });
  if (nightly && !trial && !key)
    alerts.push({
      title: 'Les sauvegardes de nuit sont en clair',
      what: 'Qui copie leur dossier lit les noms des organisations et des équipes. Faites la clé qui les chiffre : sous « Sauvegarde », sur cette page.',
    });
  return alerts;
}

/** The last backup, and to whom it is sealed. */
export function BackupCard({ status: s, now, zone }: { status: SystemStatus; now: Date; zone: string }) {
  const { key, nightly, trial } = s.backups;
  return (
    <FoldedCard
      title="Sauvegarde"
      brief={
        s.lastBackup
          ? `La banque a été copiée ${formatAgo(s.lastBackup, now, zone)}. ${key ? `Les sauvegardes sont chiffrées depuis le ${formatDate(key.madeAt, zone)}` : 'Les sauvegardes sont en clair'}. Une copie doit aussi aller sur une autre machine.`
          : 'Aucune copie de la banque n’est visible d’ici.'
      }
      summary="La date, le dossier, le chiffrement"
      actions={
        <LinkButton look="quiet" icon="key-round" href="/gestion/systeme/cle">
          {key ? 'Remplacer la clé' : 'Faire la clé qui chiffre les sauvegardes'}
        </LinkButton>
      }
    >
      <Facts
        facts={[
          [
            'La dernière',
            s.lastBackup ? `${formatDateTime(s.lastBackup, zone)} (${formatAgo(s.lastBackup, now, zone)})` : 'aucune',
          ],
          ['Dossier', s.backupFolder],
          [
            'Chiffrement',
            key
              ? `clé faite le ${formatDate(key.madeAt, zone)}, clé publique finissant par ${key.ending}`
              : trial && nightly
                ? 'en clair : c’est une banque d’essai'
                : 'en clair',
          ],
        ]}
      />
      <p class="hint">
        Une copie doit aller sur une autre machine, et le secret de l’installation (BN_SECRET) être gardé à part : sans
        lui, une sauvegarde n’ouvre aucune identité. Pour vérifier une sauvegarde : « npm run cli -- verify ».
      </p>
    </FoldedCard>
  );
}

export function RestoredCard({ restored, zone }: { restored: NonNullable<BackupFacts['restored']>; zone: string }) {
  const { takenAt, restoredAt, sessionsEnded, linksEnded, lastNumbers } = restored;
  const since = takenAt ? `depuis le ${formatDateTime(takenAt, zone)}` : 'depuis ce moment-là';
  return (
    <Card title="Après le rétablissement">
      <p>
        {`Le ${formatDateTime(restoredAt, zone)}, la banque est revenue ${takenAt ? `à son état du ${formatDateTime(takenAt, zone)}` : 'à un état d’avant'}. Ce qui a été fait ensuite n’y est plus, et le programme ne peut pas savoir quoi.`}
      </p>
      <ul>
        <li>
          {`Déjà fait : ${plural(sessionsEnded, 'session fermée', 'sessions fermées')}, ${plural(linksEnded, 'lien à usage unique périmé', 'liens à usage unique périmés')}. Chacun se reconnecte ; les invitations en attente sont à refaire.`}
        </li>
        <li>
          {`Suspensions, départs, rôles retirés, clés d’accès révoquées ${since} : ils sont défaits. Demandez qui l’a été, et refaites-le dans `}
          <a href="/gestion/organisations">les organisations</a>.
        </li>
        <li>
          {`Numéros donnés ${since} : ils seront donnés une seconde fois. Avant toute autre saisie, reprenez ce qui a été perdu dans le même ordre, d’après les papiers et les mails : dons, reçus, conventions. Un papier déjà remis garde ainsi son numéro.${lastNumbers.length ? ` Derniers numéros connus : ${lastNumbers.join(', ')}.` : ''}`}
        </li>
        <li>
          {`Étiquettes collées ${since} : leur code attend de nouveau un appareil ; scannez-les et enregistrez-les.`}
        </li>
        <li>{`Appareils partis, remis ou reçus ${since} : comparez les étagères aux listes.`}</li>
        <li>{`Effacements demandés par des personnes ${since} : à refaire. Ceux qui viennent d’une durée se refont seuls.`}</li>
      </ul>
      {restored.mailsSettledAt ? null : <WaitingMails held={restored.heldMails} />}
      <PostButton action="/gestion/systeme/retabli" label="Tout est regardé" icon="check" />
    </Card>
  );
}

function WaitingMails({ held }: { held: number }) {
  return (
    <>
      <p>
        {`${plural(held, 'message retenu', 'messages retenus')} : ce qui attendait au moment de la sauvegarde, et ce que le programme écrit de lui-même depuis. Ils sont peut-être déjà partis une fois.`}
      </p>
      <Form action="/gestion/systeme/messages-retenus">
        <Actions>
          <Button look="secondary" icon="send" name="decision" value="send">
            Les envoyer
          </Button>
          <Button look="secondary" icon="ban" name="decision" value="drop">
            Les abandonner
          </Button>
        </Actions>
      </Form>
    </>
  );
}
