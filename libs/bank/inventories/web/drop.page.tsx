import { type Actor, may, WRITE } from '#platform/kernel';
import {
  Actions,
  AskPage,
  Badge,
  Card,
  Code,
  Facts,
  type FieldProblem,
  FileField,
  FormPage,
  LinkButton,
  Notice,
  plural,
  ScanField,
  Section,
  Table,
} from '#platform/ui';
import { MEDIA_UNKNOWN_WORDS } from './inventories.words.js';
import { Outcome } from './received-list.page.js';
import type { FileOutcome } from './uploaded-inventories.js';

const COMMANDS = [
  'sudo lshw -json > machine.json',
  'sudo inxi -Faz --output json --output-file machine.json',
  'sudo smartctl --json -x /dev/sda > disque.json',
  'sudo lsblk -J -b -o NAME,TYPE,SIZE,ROTA,RM,TRAN,VENDOR,MODEL,SERIAL,WWN > disques.json',
  'sudo dmidecode > machine.txt',
];

const trail = (label: string) => [{ label: 'Inventaires', href: '/inventaires' }, { label }];

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

export function AgentsHelpPage({ url, actor }: { url: string; actor: Actor }) {
  const address = `${url}/inventory`;
  const secure = url.startsWith('https:');
  return (
    <FormPage
      title="Brancher vos agents"
      lead="Vos machines disent elles-mêmes ce qu’elles sont : processeur, mémoire, disques et leurs numéros."
      trail={[{ label: 'Inventaires', href: '/inventaires' }, { label: 'Brancher vos agents' }]}
    >
      <Card title="Trois choses à régler">
        <Facts
          facts={[
            ['Adresse', <Code>{address}</Code>],
            ['Nom', 'celui que vous voulez'],
            ['Mot de passe', 'une clé d’accès de votre organisation'],
          ]}
        />
        <p>
          Une clé d’accès se fait une fois et se montre une fois. Donnez-lui le nom de l’établi ou du support de
          démarrage : vous saurez laquelle couper.
        </p>
        {may(actor, WRITE.ownOrganisation) ? (
          <LinkButton icon="key-round" href="/gestion/jetons">
            Faire une clé d’accès
          </LinkButton>
        ) : (
          <p>La personne responsable de votre organisation peut faire une clé d’accès dans « Réglages ».</p>
        )}
      </Card>
      {secure ? null : (
        <Notice tone="attention" title="Cette adresse n’est pas protégée.">
          La clé voyagerait en clair : servez-vous-en sur un réseau fermé seulement, ou passez en https.
        </Notice>
      )}
      <Section title="Un script de démarrage existe déjà ?">
        <p>
          Changez seulement l’adresse et le mot de passe. Les fins d’adresse de GLPI, du plugin et d’OCS conviennent
          aussi : <code>/front/inventory.php</code>, <code>/plugins/glpiinventory/</code>,{' '}
          <code>/marketplace/glpiinventory/</code>, <code>/plugins/fusioninventory/</code>, <code>/ocsinventory</code>.
        </p>
        <p>
          Le numéro tapé par le technicien est cherché dans le nom de la machine, puis dans son étiquette (« tag »),
          puis dans le numéro d’inventaire de sa carte mère. C’est le code BN-…, ou l’ancien numéro.
        </p>
      </Section>
      <Section title="Agent GLPI">
        <pre>
          <code>{`glpi-agent --server=${address} --user=agent --password=CLE_D_ACCES --force`}</code>
        </pre>
        <p>Avec le code que le technicien a tapé :</p>
        <pre>
          <code>{TAGGED(address)}</code>
        </pre>
        <p>
          Si l’étiquette (« tag ») sert déjà à autre chose, par un fichier JSON. Un fichier XML de l’ancien script est
          lu aussi.
        </p>
        <pre>
          <code>{FROM_FILE(address)}</code>
        </pre>
      </Section>
      <Section title="FusionInventory">
        <pre>
          <code>{`fusioninventory-agent --server=${address} --user=agent --password=CLE_D_ACCES --force`}</code>
        </pre>
        <p>D’une machine sans réseau, par une clé USB :</p>
        <pre>
          <code>{`fusioninventory-inventory > machine.ocs\nfusioninventory-injector -v -f machine.ocs -u ${address.replace('://', '://agent:CLE_D_ACCES@')}`}</code>
        </pre>
      </Section>
      <Section title="Vérifier">
        <p>
          Ouvrez l’adresse dans un navigateur : il demande le nom et le mot de passe, puis répond « Branchement réussi
          ». Les machines apparaissent ensuite dans <a href="/inventaires">Inventaires</a>, ou directement sur leur
          appareil.
        </p>
      </Section>
    </FormPage>
  );
}

const TAGGED = (address: string): string => `read -p "Code : " code
glpi-agent --server=${address} --user=agent --password=CLE_D_ACCES --force --tag="$code"`;

const FROM_FILE = (address: string): string => `read -p "Code : " code
printf '{"content":{"hardware":{"name":"%s"}}}' "$code" > /tmp/code.json
glpi-agent --server=${address} --user=agent --password=CLE_D_ACCES --force --additional-content=/tmp/code.json`;
