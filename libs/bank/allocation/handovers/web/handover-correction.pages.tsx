import { deviceWords, showAssetCode } from '#bank/devices';
import type { PlaceView } from '#bank/people';
import { type Again, AskPage, FieldsOf, TextField } from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { WrongPersonPage } from '../../../corrections/web/wrong-person.page.js';
import type { PersonChoice } from '../../beneficiaries/web/person-picker.js';
import type { HandoverDetail, HandoverView } from '../handover.views.js';
import { UndoHandOverDto } from './handovers.dto.js';

const about = (h: HandoverView, label: string) => ({
  lead: `${showAssetCode(h.deviceCode)} · ${deviceWords(h)} · référence ${h.reference}`,
  trail: [
    { label: 'Remises', href: '/remises?liste=remis' },
    { label: showAssetCode(h.deviceCode), href: `/remises/${h.id}` },
    { label },
  ],
  back: { href: `/remises/${h.id}`, label: 'Revenir' },
});

export const WrongReferencePage = ({
  handover: h,
  ...asked
}: Again & { handover: HandoverView; pick: PersonChoice }) => (
  <WrongPersonPage
    title="Qui a cet appareil ?"
    about={about(h, 'Référence')}
    here={`/remises/${h.id}/reference`}
    kind="handover_reference"
    newHref={`/beneficiaires/nouveau?remise=${h.id}`}
    {...asked}
  >
    Dites qui l’a entre les mains : seule la référence notée change, et l’attestation se refait. S’il est revenu pour
    une autre personne, <a href={`/appareils/${h.deviceCode}/retour`}>reprenez-le</a> d’abord.
  </WrongPersonPage>
);

export function WrongDevicePage(props: Again & { handover: HandoverView; places: readonly PlaceView[] }) {
  const { handover: h, places, problems, values = {} } = props;
  return (
    <AskPage
      title="Ce n’était pas le bon appareil"
      {...about(h, 'Mauvais appareil')}
      intro={
        <p class="hint">
          Jusqu’à la fin du jour ouvré suivant, si l’appareil est revenu sans avoir été allumé : la remise est annulée,
          et vous pouvez le remettre à la bonne personne. Sinon,{' '}
          <a href={`/appareils/${h.deviceCode}/retour`}>notez un retour</a>.
        </p>
      }
      action={`/remises/${h.id}/mauvais-appareil`}
      problems={problems}
      values={values}
      does={{ label: 'Annuler cette remise', icon: 'undo-2' }}
    >
      <FieldsOf
        form={UndoHandOverDto}
        but={{
          placeId: {
            ...(places.length === 1 ? { empty: undefined } : {}),
            options: places.map((p) => ({ value: p.id, label: p.name })),
          },
        }}
      />
      <ReasonField kind="handover_undone" />
    </AskPage>
  );
}

export const OriginalPage = ({ handover: h, problems, values = {} }: Again & { handover: HandoverDetail }) => (
  <AskPage
    title="Où est l’original signé ?"
    lead={`${showAssetCode(h.deviceCode)} · ${deviceWords(h)}`}
    trail={about(h, 'Original signé').trail}
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
