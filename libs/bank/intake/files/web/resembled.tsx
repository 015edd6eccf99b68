import type { FileView } from '#bank/intake';
import { formatDateTime, LinkButton, Notice } from '#platform/ui';

/** Says which list of this donor a list without serials looks like, before its devices are made a second time. */
export function Resembled({ file: { resembles }, timeZone }: { file: FileView; timeZone: string }) {
  if (!resembles) return null;
  const { id, donationId, donation, filename, appliedAt } = resembles;
  return (
    <Notice tone="attention" title="Cette liste est peut-être déjà enregistrée.">
      <p>
        « {filename} » (don {donation}), enregistrée le {formatDateTime(appliedAt, timeZone)}, a autant d’appareils de
        chaque type, marque et modèle. Sans numéro de série, rien ne les distingue : vérifiez avant d’enregistrer.
      </p>
      <LinkButton href={`/dons/${donationId}/fichiers/${id}`} icon="file-spreadsheet">
        Voir cette liste
      </LinkButton>
    </Notice>
  );
}
