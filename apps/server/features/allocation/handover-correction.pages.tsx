import type { HandoverView } from '#allocation';
import { deviceWords, showAssetCode } from '#devices';
import type { PlaceView } from '#people';
import { type Again, AskPage, CheckField, ErrorSummary, FormPage, HiddenField, SelectField } from '../../ui/index.js';
import { ReasonField } from '../corrections/reason-field.js';
import { Chosen, type PersonChoice, PersonPicker } from './person-picker.js';

const about = (h: HandoverView, label: string) => ({
  lead: `${showAssetCode(h.deviceCode)} · ${deviceWords(h)} · référence ${h.reference}`,
  trail: [
    { label: 'Remises', href: '/remises?liste=remis' },
    { label: showAssetCode(h.deviceCode), href: `/remises/${h.id}` },
    { label },
  ],
  back: { href: `/remises/${h.id}`, label: 'Revenir' },
});

/** The right person has it; the reference was wrong. */
export function WrongReferencePage(props: Again & { handover: HandoverView; pick: PersonChoice }) {
  const { handover: h, pick, problems, values = {} } = props;
  const here = `/remises/${h.id}/reference`;
  const { back, ...head } = about(h, 'Référence');
  const intro = (
    <p class="hint">
      Dites qui l’a entre les mains : seule la référence notée change, et l’attestation se refait. S’il est revenu pour
      une autre personne, <a href={`/appareils/${h.deviceCode}/retour`}>reprenez-le</a> d’abord.
    </p>
  );
  if (!pick.chosen)
    return (
      <FormPage title="Qui a cet appareil ?" {...head}>
        {intro}
        <ErrorSummary problems={problems} />
        <PersonPicker pick={pick} here={here} newHref="/beneficiaires/nouveau" />
      </FormPage>
    );
  return (
    <AskPage
      title="Qui a cet appareil ?"
      {...head}
      back={back}
      intro={intro}
      action={here}
      problems={problems}
      values={values}
      does={{ label: 'Corriger la référence', icon: 'check' }}
    >
      <Chosen pick={pick} here={here} />
      <HiddenField name="reference" value={pick.chosen.reference} />
      <ReasonField kind="handover_reference" />
    </AskPage>
  );
}

/** The wrong device was handed over, and it is back. */
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
      <SelectField
        name="placeId"
        label="Où est-il rangé ?"
        required
        {...(places.length === 1 ? {} : { empty: 'Choisir' })}
        options={places.map((p) => ({ value: p.id, label: p.name }))}
      />
      <CheckField name="neverSwitchedOn" label="L’appareil est revenu, et personne ne l’a allumé." />
      <ReasonField kind="handover_undone" />
    </AskPage>
  );
}
