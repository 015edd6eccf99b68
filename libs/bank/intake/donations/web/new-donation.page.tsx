import { CATEGORIES } from '#bank/devices';
import { DONOR_KINDS, type DonorKind, type DonorView, isPerson } from '#bank/intake';
import type { CommuneView } from '#bank/territory';
import {
  Asking,
  AskPage,
  ChoiceField,
  Disclosure,
  Fieldset,
  FormPage,
  type FormState,
  HiddenField,
  type IconName,
  Section,
  SelectField,
  TextField,
  Tiles,
} from '#platform/ui';
import { ContactFields, DonorFields, type DonorFieldsProps } from '../../donors/web/donor-fields.js';
import { donorWords } from '../../web/intake.words.js';

const TRAIL = [{ label: 'Dons', href: '/dons' }];

/** First question of a new donation: who gives? Somebody known, or somebody new of one of the kinds. */
export function WhoGivesPage({ donors }: { donors: readonly DonorView[] }) {
  return (
    <FormPage title="Qui donne ?" trail={[...TRAIL, { label: 'Nouveau don' }]}>
      {donors.length ? (
        <Section title="Un donateur déjà connu" actions={<a href="/dons/donateurs">Chercher dans tous</a>}>
          <Tiles
            tiles={donors.map((d) => ({
              href: `/dons/nouveau?donateur=${d.id}`,
              label: isPerson(d.kind) ? d.contact?.name || d.name : d.name,
              hint: DONOR_KINDS[d.kind].label,
              icon: DONOR_KINDS[d.kind].icon as IconName,
            }))}
          />
        </Section>
      ) : null}
      <Section title="Un nouveau donateur">
        <Tiles
          tiles={Object.entries(DONOR_KINDS).map(([kind, k]) => ({
            href: `/dons/nouveau?genre=${kind}`,
            label: k.label,
            hint: k.hint,
            icon: k.icon as IconName,
          }))}
        />
      </Section>
    </FormPage>
  );
}

export interface NewDonationProps extends FormState {
  donor: DonorView | null;
  kind: DonorKind;
  places: readonly { id: string; name: string; organisation: string }[];
  communes?: readonly CommuneView[];
}

const WHO: Readonly<Record<DonorKind, string>> = {
  public_body: 'un organisme public',
  company: 'une entreprise',
  sole_trader: 'un entrepreneur individuel',
  association: 'une association',
  person: 'un particulier',
};

/** Second question: what is given, where, and is it already there? */
export function NewDonationPage({ donor, kind, places, problems, values = {}, communes }: NewDonationProps) {
  return (
    <AskPage
      title={donor ? `Don de ${donorWords(donor)}` : `Don d’${WHO[kind]}`}
      trail={[...TRAIL, { label: 'Qui donne ?', href: '/dons/nouveau' }, { label: 'Nouveau don' }]}
      action="/dons"
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer le don', icon: 'check' }}
      back={{ href: '/dons' }}
    >
      {donor ? (
        <HiddenField name="donorId" value={donor.id} />
      ) : (
        <NewDonorFields kind={kind} values={values} communes={communes} />
      )}
      <Arrival />
      <Place places={places} />
      <Announced />
    </AskPage>
  );
}

function Arrival() {
  return (
    <Asking
      then={<TextField name="expectedOn" label="Jour prévu, s’il n’est pas encore là" type="date" width="medium" />}
    >
      <ChoiceField
        name="arrival"
        label="Le matériel est-il déjà là ?"
        required
        options={[
          {
            value: 'received',
            label: 'Oui, il est arrivé',
            hint: 'on enregistre les appareils tout de suite',
            icon: 'package-open',
          },
          { value: 'promised', label: 'Non, il arrivera', hint: 'on note la promesse', icon: 'hourglass', asks: true },
        ]}
      />
    </Asking>
  );
}

function Place({ places }: Pick<NewDonationProps, 'places'>) {
  return places.length === 1 ? (
    <HiddenField name="placeId" value={places[0]!.id} />
  ) : (
    <SelectField
      name="placeId"
      label="Où arrive-t-il ?"
      required
      empty="Choisir un lieu"
      options={places.map((p) => ({ value: p.id, label: p.name, group: p.organisation }))}
    />
  );
}

function Announced() {
  return (
    <Fieldset legend="Ce qui est annoncé" hint="Combien de chaque, si le donateur l’a dit. Tout est facultatif." pairs>
      {CATEGORIES.map((c) => (
        <TextField
          key={c.id}
          name={`expected.${c.id}`}
          label={c.short}
          optionalUnsaid
          inputmode="numeric"
          maxlength={6}
        />
      ))}
    </Fieldset>
  );
}

export function NewDonorFields({ kind, values, communes }: DonorFieldsProps) {
  const person = isPerson(kind);
  return (
    <>
      <HiddenField name="kind" value={kind} />
      {person ? null : <TextField name="donorName" label="Nom de l’organisme" required />}
      <ContactFields person={person} />
      <Disclosure
        summary={`Compléter plus tard : ${kind === 'person' ? 'son adresse, pour un reçu' : person ? 'son SIREN et son adresse, pour un reçu' : 'SIREN, adresse, forme juridique'}`}
        open={['identifier', 'address', 'commune', 'legalForm', 'postalCode'].some((name) => values[name])}
      >
        {kind === 'person' ? null : (
          <TextField
            name="identifier"
            label={kind === 'association' ? 'SIREN, SIRET ou RNA' : 'SIREN ou SIRET'}
            hint={
              person
                ? 'Gardé avec ses coordonnées, pour le reçu.'
                : 'Sert aux documents du don, et à reconnaître le même donateur ailleurs.'
            }
            width="medium"
          />
        )}
        <DonorFields kind={kind} values={values} communes={communes} />
      </Disclosure>
    </>
  );
}
