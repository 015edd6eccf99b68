import { CORRECTIONS } from '#bank/corrections';
import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { type Again, AskPage, FieldsOf, Notice } from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { deviceTrail } from '../../web/device.words.js';
import { DuplicateDto } from '../../web/devices.dto.js';

/** Which device is this one the double of? */
export function DuplicatePage({ device: d, problems, values = {} }: Again & { device: DeviceView }) {
  return (
    <AskPage
      title={CORRECTIONS.device_merged.label}
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, CORRECTIONS.device_merged.label)}
      intro={
        <Notice tone="attention" title={`${showAssetCode(d.code)} sera retiré. L’autre reste.`}>
          Les deux étiquettes mèneront à l’appareil qui reste. Si c’est l’autre qu’il faut retirer, ouvrez sa page. Cela
          s’annule pendant un jour.
        </Notice>
      }
      action={`/appareils/${d.code}/double`}
      problems={problems}
      values={values}
      does={{ label: 'Retirer ce double', look: 'danger', icon: CORRECTIONS.device_merged.icon }}
      back={{ href: `/appareils/${d.code}` }}
    >
      <FieldsOf form={DuplicateDto} />
      <ReasonField kind="device_merged" />
    </AskPage>
  );
}

/** It was no double: it is what it was. */
export function UndoDuplicatePage({ device: d, problems, values = {} }: Again & { device: DeviceView }) {
  const { label, icon } = CORRECTIONS.device_unmerged;
  return (
    <AskPage
      title={label}
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, label)}
      intro={
        <p class="hint">
          Pendant un jour seulement. {showAssetCode(d.code)} redevient un appareil à part, comme avant ; son étiquette
          mène de nouveau à lui. Tout reste dans son histoire.
        </p>
      }
      action={`/appareils/${d.id}/double-annule`}
      problems={problems}
      values={values}
      does={{ label: 'Rétablir l’appareil', icon }}
      back={{ href: `/appareils/${d.code}` }}
    >
      <ReasonField kind="device_unmerged" />
    </AskPage>
  );
}
