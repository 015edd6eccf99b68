import { CATEGORIES } from '#bank/devices';
import { type DonationView, INTAKE_REFUSAL_REASONS, REFUSAL_FATES } from '#bank/intake';
import { type Again, ChoiceField, optionsOf, SelectField, TextField } from '#platform/ui';
import { DonationAskPage } from './donation-parts.js';

/** Something brought that we do not take: what, how many, why, and where it goes instead. */
export function RefusalFormPage({ donation: d, problems, values = {} }: Again & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Refuser"
      under="refus"
      title="Refuser un appareil"
      lead={`${d.number} · ${d.donorName}. Ce qui est refusé est compté, et n’entre jamais dans les appareils de la banque.`}
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer le refus', icon: 'ban' }}
    >
      <SelectField
        name="category"
        label="Quoi ?"
        required
        empty="Choisir"
        width="medium"
        options={CATEGORIES.map((c) => ({ value: c.id, label: c.label }))}
      />
      <TextField
        name="quantity"
        label="Combien ?"
        required
        width="short"
        inputmode="numeric"
        maxlength={6}
        value={values.quantity ?? '1'}
      />
      <ChoiceField name="reason" label="Pourquoi ?" required options={optionsOf(INTAKE_REFUSAL_REASONS)} />
      <ChoiceField name="fate" label="Où va-t-il ?" required layout="inline" options={optionsOf(REFUSAL_FATES)} />
      <TextField
        name="note"
        label="Marque, numéro de série"
        hint="Pour le reconnaître. Pas de nom de personne."
        maxlength={200}
      />
    </DonationAskPage>
  );
}
