import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { AskPage, Card, Code, type FieldProblem, FileField, HiddenField } from '#platform/ui';
import { atBench, deviceTrail } from '../../devices/web/device.words.js';

/** Attaching what a machine said of itself: its parts, and above all its storage media. */
export function DeviceInventoryPage({
  device: d,
  problems,
  from,
}: {
  device: DeviceView;
  problems?: FieldProblem[];
  from?: string | undefined;
}) {
  const code = showAssetCode(d.code);
  return (
    <AskPage
      title="Joindre un inventaire"
      lead={
        <>
          <Code>{code}</Code> · {deviceWords(d)}
        </>
      }
      trail={deviceTrail(d, 'Inventaire')}
      bench={atBench(d, from)}
      aside={
        <>
          <Card title="Pourquoi joindre l’inventaire ?">
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
      action={`/appareils/${d.code}/inventaire`}
      multipart
      problems={problems}
      does={{ label: 'Joindre l’inventaire', icon: 'cpu' }}
      back={{ href: `/${from === 'atelier' ? from : 'appareils'}/${d.code}` }}
    >
      <HiddenField name="de" value={from ?? ''} />
      <FileField
        name="inventory"
        label="Fichier d’inventaire"
        hint="De l’agent GLPI, FusionInventory ou OCS, de lshw, smartctl, inxi ou Workbench. 20 Mo au plus."
        required
      />
    </AskPage>
  );
}
