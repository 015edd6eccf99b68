import { type Actor, may, WRITE } from '#platform/kernel';
import { Card, Code, Facts, FormPage, LinkButton, Notice, Section } from '#platform/ui';

/** How to make the agents that run already send to us: address, name, password. */
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
