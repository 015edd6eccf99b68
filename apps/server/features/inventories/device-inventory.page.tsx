import { type DeviceView, deviceWords, showAssetCode } from '#devices';
import {
  Actions,
  Button,
  Card,
  Code,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  LinkButton,
} from '../../ui/index.js';

/** Attaching what a machine said of itself: its parts, and above all its storage media. */
export function DeviceInventoryPage({ device: d, problems }: { device: DeviceView; problems?: FieldProblem[] }) {
  const shared = { ...(problems ? { problems } : {}) };
  const code = showAssetCode(d.code);
  return (
    <FormPage
      title="Joindre un inventaire"
      lead={
        <>
          <Code>{code}</Code> · {deviceWords(d)}
        </>
      }
      trail={[
        { label: 'Appareils', href: '/appareils' },
        { label: code, href: `/appareils/${d.code}` },
        { label: 'Inventaire' },
      ]}
      aside={
        <>
          <Card title="À quoi sert-il ?">
            <p>
              Il dit quels disques sont dans la machine : chacun devra être effacé et prouvé avant la mise en stock.
            </p>
            <p>Les noms, les comptes et les logiciels du donateur sont retirés avant d’être gardés.</p>
          </Card>
          <Card title="Pour plusieurs machines">
            <p>
              <a href="/inventaires/envoi">Envoyez tous leurs fichiers d’un coup</a>, ou{' '}
              <a href="/inventaires/agents">branchez leurs agents</a>.
            </p>
          </Card>
        </>
      }
    >
      <Form action={`/appareils/${d.code}/inventaire`} multipart {...shared}>
        <FileField
          name="inventory"
          label="Fichier d’inventaire"
          hint="De l’agent GLPI, FusionInventory ou OCS, de lshw, smartctl, inxi ou Workbench. 20 Mo au plus."
          required
          {...shared}
        />
        <Actions>
          <Button icon="cpu">Joindre l’inventaire</Button>
          <LinkButton look="quiet" href={`/appareils/${d.code}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
