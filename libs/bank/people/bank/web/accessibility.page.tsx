import { ACCESSIBILITY_LEVELS, type AccessibilityView } from '#bank/people';
import { type Again, AskPage, ChoiceField, TextArea, TextField } from '#platform/ui';

const HINTS = {
  none: 'Aucun audit, ou moins de la moitié des critères respectés.',
  partial: 'Un audit a été fait : au moins la moitié des critères.',
  full: 'Un audit a été fait : tous les critères.',
} as const;

/** What the bank declares of accessibility. Nobody but the bank may say it. */
export function AccessibilitySettingsPage({
  declaration: d,
  problems,
  values,
}: Again & { declaration: AccessibilityView }) {
  return (
    <AskPage
      title="Déclaration d’accessibilité"
      lead="C’est votre déclaration, pas celle du logiciel. Elle est dite au pied de chaque page."
      trail={[
        { label: 'Réglages', href: '/gestion' },
        { label: 'La banque', href: '/gestion/banque' },
        { label: 'Accessibilité' },
      ]}
      action="/gestion/accessibilite"
      problems={problems}
      values={
        values ?? {
          level: d.level,
          rate: d.rate === null ? '' : String(d.rate),
          auditor: d.auditor,
          auditedOn: d.auditedOn ?? '',
          gaps: d.gaps,
        }
      }
      does={{ label: 'Enregistrer la déclaration', icon: 'check' }}
      back={{ href: '/gestion/banque' }}
    >
      <ChoiceField
        name="level"
        label="Niveau"
        required
        options={Object.entries(ACCESSIBILITY_LEVELS).map(([value, label]) => ({
          value,
          label: label.charAt(0).toUpperCase() + label.slice(1),
          hint: HINTS[value as keyof typeof HINTS],
        }))}
      />
      <TextField
        name="rate"
        label="Critères respectés"
        hint="Sur 100, comme le dit l’audit."
        inputmode="numeric"
        width="short"
        unit="%"
      />
      <TextField name="auditor" label="Audit fait par" hint="L’organisme, ou la personne." maxlength={200} />
      <TextField name="auditedOn" type="date" label="Date de l’audit" width="short" />
      <TextArea
        name="gaps"
        label="Ce qui n’est pas encore accessible"
        hint="Une ligne par chose : elles sont listées sur la page Accessibilité."
        rows={5}
        maxlength={4000}
      />
    </AskPage>
  );
}
