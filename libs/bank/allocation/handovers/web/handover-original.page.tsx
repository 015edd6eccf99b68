import type { HandoverDetail } from '#bank/allocation';
import { deviceWords, showAssetCode } from '#bank/devices';
import { type Again, AskPage, TextField } from '#platform/ui';

/** The paper that a person signed lies somewhere else, or nobody had said where. */
export const OriginalPage = ({ handover: h, problems, values = {} }: Again & { handover: HandoverDetail }) => (
  <AskPage
    title="Où est l’original signé ?"
    lead={`${showAssetCode(h.deviceCode)} · ${deviceWords(h)}`}
    trail={[
      { label: 'Remises', href: '/remises?liste=remis' },
      { label: showAssetCode(h.deviceCode), href: `/remises/${h.id}` },
      { label: 'Original signé' },
    ]}
    action={`/remises/${h.id}/original`}
    problems={problems}
    values={values}
    does={{ label: 'Enregistrer', icon: 'check' }}
    back={{ href: `/remises/${h.id}` }}
  >
    <TextField
      name="place"
      label="Où le papier est rangé maintenant"
      hint="Classeur, armoire, pièce. Sans nom de personne. Ce qui avait été dit reste lisible."
      maxlength={200}
      required
    />
  </AskPage>
);
