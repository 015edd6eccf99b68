import { STATES } from '#bank/devices';
import type { PartlyErased } from '#bank/files/old-register';
import { Card, formatBytes } from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';

const where = (m: PartlyErased): string =>
  `« ${STATES[m.state].label} », ${m.holder ? `chez ${m.holder}` : 'chez la personne qui l’a reçu'}`;

/** Devices that went on from the bench with an earlier tool's log that erased less than their disk: data may be left. */
export function PartlyErasedCard({ media }: { media: readonly PartlyErased[] }) {
  return (
    <Card title="À vérifier : effacés en partie par un ancien outil">
      <p>
        Leur seule preuve est un ancien journal, signé avant que la taille du disque soit comparée : il reste peut-être
        des données. Faites-les revenir à l’établi, puis effacez le disque entier. Un appareil quitte cette liste quand
        son disque est prouvé.
      </p>
      <ul>
        {media.map((m) => (
          <li key={m.mediumId}>
            <DeviceCode code={m.deviceCode} />, {where(m)} : {formatBytes(m.erasedBytes)} effacés sur{' '}
            {formatBytes(m.sizeBytes)}
            {m.serial ? `, disque n° ${m.serial}` : ''}.
          </li>
        ))}
      </ul>
    </Card>
  );
}
