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
export function InventoryPage({ device: d, problems }: { device: DeviceView; problems?: FieldProblem[] }) {
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
        <Card title="À quoi sert-il ?">
          <p>Il dit quels disques sont dans la machine : chacun devra être effacé et prouvé avant la mise en stock.</p>
          <p>Les noms, les comptes et les logiciels du donateur sont retirés avant d’être gardés.</p>
        </Card>
      }
    >
      <Form action={`/appareils/${d.code}/inventaire`} multipart {...shared}>
        <FileField
          name="inventory"
          label="Fichier d’inventaire (.json)"
          hint="Celui que produit glpi-agent, ou l’agent Android de GLPI. 20 Mo au plus."
          required
          accept=".json,application/json"
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
