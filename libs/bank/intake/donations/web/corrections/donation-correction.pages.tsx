import { CORRECTIONS, type CorrectionKind } from '#bank/corrections';
import { showAssetCode } from '#bank/devices';
import {
  becomes,
  DONATION_LIFECYCLE,
  DONOR_KINDS,
  type DonationListView,
  type DonationVerb,
  type DonationView,
  type DonorKind,
  type DonorView,
  isPerson,
} from '#bank/intake';
import type { CommuneView } from '#bank/territory';
import {
  AskPage,
  ChoiceField,
  Ends,
  FieldsOf,
  FormPage,
  type FormState,
  type IconName,
  Section,
  TextField,
  Tiles,
} from '#platform/ui';
import { ReasonField } from '../../../../corrections/web/reason-field.js';
import { CancelDonationDto, ErasureDemandDto } from '../../../web/intake.dto.js';
import { donorWords } from '../../../web/intake.words.js';
import { DONATION_ENDINGS } from '../donation-next-steps.js';
import { DonationAskPage, donationTrail } from '../donation-parts.js';
import { NewDonorFields } from '../new-donation.page.js';
import { MoveDevicesDto } from './donation-corrections.dto.js';

type OfDonation = FormState & { donation: DonationView };

const about = (d: DonationView, label: string) => ({
  lead: `${d.number} · ${d.donorName}`,
  trail: donationTrail(d, label),
  back: { href: `/dons/${d.id}/erreur`, label: 'Revenir' },
});
const FIX = { label: 'Corriger', icon: 'check' } as const;

/** Which known donor it was; a new one is described on the page of its kind. */
export function WrongDonorPage(props: OfDonation & { donors: readonly DonorView[]; q: string }) {
  const { donation: d, donors, q, problems, values = {} } = props;
  return (
    <AskPage
      title="Qui a donné ?"
      {...about(d, 'Donateur')}
      intro={
        <>
          <FindDonor q={q} />
          {donors.length ? null : <p class="hint">Aucun autre donateur ne correspond.</p>}
        </>
      }
      aside={
        <Section title="Ou un nouveau donateur">
          <Tiles
            tiles={Object.entries(DONOR_KINDS).map(([kind, k]) => ({
              href: `/dons/${d.id}/donateur?genre=${kind}`,
              label: k.label,
              hint: k.hint,
              icon: k.icon as IconName,
            }))}
          />
        </Section>
      }
      action={`/dons/${d.id}/donateur`}
      problems={problems}
      values={values}
      does={FIX}
    >
      <ChoiceField
        name="donorId"
        label="Le bon donateur"
        required
        options={donors.map((one) => ({
          value: one.id,
          label: isPerson(one.kind) ? one.contact?.name || one.name : one.name,
          hint: DONOR_KINDS[one.kind].label,
        }))}
      />
      <ReasonField kind="donation_donor" />
    </AskPage>
  );
}

export const FindDonor = ({ q }: { q: string }) => (
  <form method="get" class="filters" aria-label="Chercher un donateur">
    <div class="filter-fields">
      <TextField name="q" label="Chercher un donateur" value={q} placeholder="Nom ou numéro" required />
    </div>
    <div class="filter-actions">
      <button type="submit" class="button secondary">
        Chercher
      </button>
    </div>
  </form>
);

export function NewRightDonorPage(props: OfDonation & { kind: DonorKind; communes?: readonly CommuneView[] }) {
  const { donation: d, kind, problems, values = {}, communes } = props;
  return (
    <AskPage
      title={`Le bon donateur : ${DONOR_KINDS[kind].label.toLowerCase()}`}
      {...about(d, 'Donateur')}
      back={{ href: `/dons/${d.id}/donateur`, label: 'Revenir' }}
      action={`/dons/${d.id}/donateur`}
      problems={problems}
      values={values}
      does={FIX}
    >
      <NewDonorFields kind={kind} values={values} communes={communes} />
      <ReasonField kind="donation_donor" />
    </AskPage>
  );
}

export function OtherDonationPage(props: OfDonation & { others: readonly DonationListView[]; code: string }) {
  const { donation: d, others, code, problems, values = {} } = props;
  return (
    <AskPage
      title="Avec quel don est-il venu ?"
      {...about(d, 'Autre don')}
      action={`/dons/${d.id}/autre-don`}
      problems={problems}
      values={values}
      does={FIX}
    >
      <TextField
        name="codes"
        label="Codes des appareils"
        hint="Scannez l’étiquette, ou écrivez le code. Plusieurs : séparés par une virgule."
        required
        value={values.codes ?? (code ? showAssetCode(code) : '')}
      />
      <FieldsOf
        form={MoveDevicesDto}
        but={{
          to: {
            hint: others.length ? undefined : 'Aucun autre don n’est ouvert ici : notez-le d’abord, ou rouvrez-le.',
            options: others.map((one) => ({
              value: one.id,
              label: `${one.number}, ${one.personName ?? one.donorName}`,
            })),
          },
        }}
      />
      <ReasonField kind="donation_devices" />
    </AskPage>
  );
}

/** A step that was noted too early is taken back: it has not come yet, or it has not ended. */
export function StepBackPage(props: OfDonation & { kind: CorrectionKind; action: string; says: string }) {
  const { donation: d, kind, action, says, problems, values = {} } = props;
  const { label } = CORRECTIONS[kind];
  return (
    <AskPage
      title={label}
      {...about(d, 'Corriger')}
      intro={<p>{says}</p>}
      action={`/dons/${d.id}/${action}`}
      problems={problems}
      values={values}
      does={{ label, icon: 'undo-2' }}
    >
      <ReasonField kind={kind} />
    </AskPage>
  );
}

export function DonorKindPage({ donor: d, ...again }: FormState & { donor: DonorView }) {
  return (
    <AskPage
      title="De quel type est ce donateur ?"
      lead={`${donorWords(d)} · aujourd’hui : ${DONOR_KINDS[d.kind].label}`}
      trail={[
        { label: 'Donateurs', href: '/dons/donateurs' },
        { label: donorWords(d), href: `/dons/donateurs/${d.id}` },
        { label: 'Type' },
      ]}
      intro={<p class="hint">Tous ses dons et leurs appareils suivront : origine, revente, prix plafond, documents.</p>}
      action={`/dons/donateurs/${d.id}/type`}
      {...again}
      does={FIX}
      back={{ href: `/dons/donateurs/${d.id}` }}
    >
      <ChoiceField
        name="kind"
        label="Il est"
        required
        options={Object.entries(DONOR_KINDS)
          .filter(([kind]) => kind !== d.kind && becomes(d.kind, kind as DonorKind))
          .map(([value, { label, hint }]) => ({ value, label, hint }))}
      />
      <ReasonField kind="donor_kind" />
    </AskPage>
  );
}

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
    label: DONATION_LIFECYCLE.transitions[verb].label as string,
    hint: HINTS[verb] as string,
    icon: DONATION_LIFECYCLE.transitions[verb].icon as IconName,
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

export function CancelDonationPage({ donation: d, ...again }: FormState & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Annuler"
      under="annulation"
      title="Annuler ce don"
      lead={`${d.number} · ${d.donorName}`}
      {...again}
      does={{ label: 'Annuler ce don', look: 'danger', icon: 'ban' }}
      intro={<Ends of={DONATION_LIFECYCLE.transition('cancel')} lines={DONATION_ENDINGS.cancel(d)} />}
    >
      <FieldsOf form={CancelDonationDto} />
    </DonationAskPage>
  );
}

export function ErasureDemandPage({ donation: d, values, ...again }: FormState & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Effacement"
      under="effacement"
      title="Quel effacement le donateur exige-t-il ?"
      lead={`${d.number} · ${d.donorName}`}
      {...again}
      values={values ?? { demanded: d.demandedClass ?? 'none' }}
      does={{ label: 'Enregistrer', icon: 'check' }}
      intro={
        <p>Un appareil de ce don n’entre en stock que si chacun de ses supports est traité à cette classe au moins.</p>
      }
    >
      <FieldsOf form={ErasureDemandDto} />
    </DonationAskPage>
  );
}
