import {
  Actions,
  AskPage,
  Badge,
  Card,
  type FieldProblem,
  FileField,
  FormPage,
  LinkButton,
  plural,
  ScanField,
  Table,
} from '#platform/ui';
import { MEDIA_UNKNOWN_WORDS } from './media-unknown.words.js';
import { Outcome } from './received-list.page.js';
import type { FileOutcome } from './uploaded-inventories.js';

/** One line of a terminal for each tool that is read. */
const COMMANDS = [
  'sudo lshw -json > machine.json',
  'sudo inxi -Faz --output json --output-file machine.json',
  'sudo smartctl --json -x /dev/sda > disque.json',
  'sudo lsblk -J -b -o NAME,TYPE,SIZE,ROTA,RM,TRAN,VENDOR,MODEL,SERIAL,WWN > disques.json',
  'sudo dmidecode > machine.txt',
];

const trail = (label: string) => [{ label: 'Inventaires', href: '/inventaires' }, { label }];

/** Several files of machines at once; each finds its device by itself. */
export function DropPage({ problems, values = {} }: { problems?: FieldProblem[]; values?: Record<string, string> }) {
  return (
    <AskPage
      title="Envoyer des inventaires"
      lead="Chaque fichier trouve son appareil : par le code qu’il contient ou dans son nom, par le numéro de série, par la carte mère."
      trail={trail('Envoyer des fichiers')}
      aside={
        <>
          <Card title="Quels fichiers ?">
            <p>Ceux de l’agent GLPI, FusionInventory ou OCS, et d’eReuse Workbench.</p>
            <p>
              Ou ceux que font ces commandes, à taper avec « sudo » : sans lui, l’outil ne voit pas tous les disques.
            </p>
            {COMMANDS.map((command) => (
              <p key={command}>
                <code>{command}</code>
              </p>
            ))}
            <p>Les noms, les comptes, les clés et les logiciels sont retirés avant d’être gardés.</p>
          </Card>
          <Card title="Sans rien envoyer à la main">
            <p>
              <a href="/inventaires/agents">Branchez l’agent de vos machines</a> : elles s’inscrivent seules à leur
              démarrage.
            </p>
          </Card>
        </>
      }
      action="/inventaires/envoi"
      multipart
      problems={problems}
      values={values}
      does={{ label: 'Envoyer', icon: 'upload' }}
      back={{ href: '/inventaires' }}
    >
      <FileField
        name="inventory"
        label="Fichiers d’inventaire"
        hint="Jusqu’à 20 fichiers, 20 Mo chacun."
        required
        multiple
      />
      <ScanField
        name="code"
        label="Tous du même appareil ? Son code"
        hint="Pour des fichiers qui ne disent pas leur machine, comme ceux de smartctl."
        autofocus={false}
      />
    </AskPage>
  );
}

/** File by file, what became of it. Sending the same ones again changes nothing. */
export function DroppedPage({ outcomes }: { outcomes: readonly FileOutcome[] }) {
  const unread = outcomes.filter((o) => o.problem).length;
  return (
    <FormPage
      title="Fichiers reçus"
      lead={
        unread
          ? `${plural(unread, 'fichier', 'fichiers')} sur ${outcomes.length} ${unread > 1 ? 'n’ont pas pu être lus' : 'n’a pas pu être lu'} : voyez pourquoi.`
          : 'Tous ont été lus.'
      }
      trail={trail('Fichiers reçus')}
    >
      <Table
        caption="Fichiers"
        rows={outcomes.map((o, i) => ({ ...o, key: String(i) }))}
        rowKey={(o) => o.key}
        columns={[
          { header: 'Fichier', row: true, cell: (o) => o.filename },
          {
            header: 'Ce qu’il devient',
            cell: (o) =>
              o.received ? (
                <>
                  <Outcome received={o.received} />
                  {o.again ? ' (déjà reçu)' : null}
                  {o.mediaUnknown ? <p class="hint">{MEDIA_UNKNOWN_WORDS[o.mediaUnknown]}</p> : null}
                </>
              ) : (
                <>
                  <Badge tone="alert" icon="file-x">
                    non lu
                  </Badge>{' '}
                  {o.problem}
                </>
              ),
          },
          {
            header: 'Suite',
            cell: (o) =>
              o.received?.state === 'waiting' ? <a href={`/inventaires/${o.received.id}`}>Vérifier</a> : '',
          },
        ]}
      />
      <Actions>
        <LinkButton look="primary" icon="upload" href="/inventaires/envoi">
          Envoyer d’autres fichiers
        </LinkButton>
        <LinkButton look="quiet" href="/inventaires">
          Tous les inventaires
        </LinkButton>
      </Actions>
    </FormPage>
  );
}
