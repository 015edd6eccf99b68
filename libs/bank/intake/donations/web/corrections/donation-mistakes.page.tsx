import { DONATION_LIFECYCLE, type DonationVerb, type DonationView } from '#bank/intake';
import { type Again, Ends, FieldsOf, FormPage, type IconName, Tiles } from '#platform/ui';
import { CancelDonationDto } from '../../../web/intake.dto.js';
import { DONATION_ENDINGS } from '../donation-next-steps.js';
import { DonationAskPage, donationTrail } from '../donation-parts.js';

const HINTS = {
  correct_donor: 'les appareils et les documents suivront',
  correct_devices: 'ils iront dans le bon don',
  unreceive: 'il redevient attendu',
  reopen: 'pour y enregistrer un appareil oublié',
  cancel: 'ce don n’aurait pas dû être noté',
} as const satisfies Partial<Record<DonationVerb, string>>;
const WHERE: Readonly<Record<keyof typeof HINTS, string>> = {
  correct_donor: 'donateur',
  correct_devices: 'autre-don',
  unreceive: 'pas-arrive',
  reopen: 'reouverture',
  cancel: 'annulation',
};

/** What is wrong? Each answer leads to the page that puts it right. */
export function DonationMistakesPage({ donation: d }: { donation: DonationView }) {
  const verbs = (Object.keys(HINTS) as (keyof typeof HINTS)[]).filter((verb) => d.allowed.includes(verb));
  const tiles = verbs.map((verb) => ({
    href: `/dons/${d.id}/${WHERE[verb]}`,
    label: DONATION_LIFECYCLE.steps[verb].label as string,
    hint: HINTS[verb] as string,
    icon: DONATION_LIFECYCLE.steps[verb].icon as IconName,
  }));
  const tooMany = {
    href: `/dons/${d.id}/appareils`,
    label: 'Un appareil est en trop',
    hint: 'il n’existe pas, ou il est là deux fois',
    icon: 'ban' as const,
  };
  return (
    <FormPage
      title="Qu’est-ce qui est faux ?"
      lead={`${d.number} · ${d.donorName}`}
      trail={donationTrail(d, 'Corriger')}
    >
      <Tiles tiles={[...tiles, ...(d.logged && d.state === 'received' ? [tooMany] : [])]} />
      <p class="hint">{closedWords(d)} Ce qui était noté avant reste dans l’histoire du don.</p>
    </FormPage>
  );
}

function closedWords(d: DonationView): string {
  if (d.state === 'cancelled') return 'Ce don est annulé : il ne se corrige plus.';
  if (d.state === 'closed' && !d.allowed.includes('correct_donor'))
    return 'Ce don est terminé : le donateur se corrige à la banque, avant tout reçu fiscal.';
  return '';
}

export function CancelDonationPage({ donation: d, problems, values = {} }: Again & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Annuler"
      under="annulation"
      title="Annuler ce don"
      lead={`${d.number} · ${d.donorName}`}
      problems={problems}
      values={values}
      does={{ label: 'Annuler ce don', look: 'danger', icon: 'ban' }}
      intro={<Ends of={DONATION_LIFECYCLE.step('cancel')} lines={DONATION_ENDINGS.cancel(d)} />}
    >
      <FieldsOf form={CancelDonationDto} />
    </DonationAskPage>
  );
}
