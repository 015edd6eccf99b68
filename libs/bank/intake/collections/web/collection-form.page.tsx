import { DONATION_LIFECYCLE, type DonationView, type DonorView } from '#bank/intake';
import type { CommuneView } from '#bank/territory';
import { type Again, AskPage, Fieldset, FieldsOf, SelectField } from '#platform/ui';
import { donationTrail } from '../../donations/web/donation-parts.js';
import { CommuneField } from '../../donors/web/commune-field.js';
import { PlanCollectionDto } from './collection.dto.js';

export function CollectionFormPage({
  donation: d,
  donor,
  communes,
  problems,
  values,
}: Again & {
  donation: DonationView;
  donor: DonorView;
  communes: readonly CommuneView[];
}) {
  const now = values ?? asItIs(d, donor);
  const title = DONATION_LIFECYCLE.steps[d.state === 'planned' ? 'replan' : 'plan'].label;
  return (
    <AskPage
      title={title}
      lead={`${d.number} · ${d.donorName}`}
      trail={donationTrail(d, title)}
      action={`/dons/${d.id}/collecte`}
      problems={problems}
      values={now}
      does={{ label: d.state === 'planned' ? 'Enregistrer ce changement' : 'Prévoir cette collecte', icon: 'calendar' }}
      back={{ href: `/dons/${d.id}` }}
    >
      <FieldsOf form={PlanCollectionDto} only={['on']} />
      <Fieldset legend="Entre quelle heure et quelle heure ?" hint="Par exemple 9 h 30. Facultatif." pairs>
        <FieldsOf form={PlanCollectionDto} only={['from', 'to']} />
      </Fieldset>
      <FieldsOf form={PlanCollectionDto} only={['mode']} />
      <Address chosen={now.communeCode} communes={problems ? communes : []} />
      <OnSite donor={donor} />
      <FieldsOf form={PlanCollectionDto} only={['bring']} />
    </AskPage>
  );
}

function Address({ chosen, communes }: { chosen: string | undefined; communes: readonly CommuneView[] }) {
  return (
    <Fieldset legend="Où aller le chercher" hint="Inutile si le donateur l’apporte.">
      <FieldsOf form={PlanCollectionDto} only={['address', 'postalCode']} />
      <CommuneField candidates={communes} chosen={chosen} said />
    </Fieldset>
  );
}

function OnSite({ donor }: { donor: DonorView }) {
  if (!donor.contacts.length) return null;
  return (
    <SelectField
      name="contactId"
      label="Qui appeler sur place"
      empty="Personne en particulier"
      options={donor.contacts.map((c) => ({
        value: c.id,
        label: [c.name || c.job || 'sans nom', c.phone].filter(Boolean).join(', '),
      }))}
    />
  );
}

/** The plan there is; before there is one, what the donor's card already says. */
function asItIs(d: DonationView, donor: DonorView): Record<string, string> {
  const c = d.collection;
  if (!c) {
    return {
      on: d.expectedOn ?? '',
      address: donor.address ?? donor.contact?.address ?? '',
      postalCode: donor.postalCode ?? '',
      commune: donor.commune ?? '',
      contactId: donor.contact?.id ?? '',
    };
  }
  return {
    on: d.expectedOn ?? '',
    from: c.from ?? '',
    to: c.to ?? '',
    mode: c.mode,
    address: c.address,
    postalCode: c.postalCode ?? '',
    commune: c.commune ?? '',
    contactId: c.contactId ?? '',
    bring: c.bring,
  };
}
