import { Controller } from '@nestjs/common';
import {
  ACCESSIBILITY_LEVELS,
  type AccessibilityLevel,
  AccessibilityService,
  type AccessibilityView,
} from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, choice, day, fields, text, whole } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { AskPage, FieldsOf, type FormState } from '#platform/ui';

/** The bank's own declaration: its level, its audit, its words. */
@Controller()
export class AccessibilityController {
  constructor(private readonly accessibility: AccessibilityService) {}

  @AskedForm(WRITE.bank, 'gestion/accessibilite')
  declare(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: AccessibilityForm,
      done: 'Déclaration enregistrée : le pied de page et la page Accessibilité la disent.',
      ref: '/accessibilite',
      work: (tx, { level, rate, auditor, auditedOn, gaps }) =>
        this.accessibility.declare(tx, ctx.actor, {
          level,
          rate: rate ?? null,
          auditor: auditor?.trim() ?? '',
          auditedOn: auditedOn ?? null,
          gaps: gaps?.trim() ?? '',
        }),
      page: async (again) => (
        <AccessibilitySettingsPage declaration={await this.accessibility.declaration()} {...again} />
      ),
    });
  }
}

const level = (of: AccessibilityLevel, hint: string) => {
  const words = ACCESSIBILITY_LEVELS[of];
  return { label: words.charAt(0).toUpperCase() + words.slice(1), hint };
};

class AccessibilityForm extends fields({
  level: choice(
    {
      none: level('none', 'Aucun audit, ou moins de la moitié des critères respectés.'),
      partial: level('partial', 'Un audit a été fait : au moins la moitié des critères.'),
      full: level('full', 'Un audit a été fait : tous les critères.'),
    },
    { label: 'Niveau', wrong: 'Choisissez un niveau.' },
  ),
  rate: whole({
    min: 0,
    max: 100,
    optional: true,
    label: 'Critères respectés',
    hint: 'Sur 100, comme le dit l’audit.',
    unit: '%',
    wrong: 'Un nombre de 0 à 100.',
  }),
  auditor: text({ max: 200, optional: true, label: 'Audit fait par', hint: 'L’organisme, ou la personne.' }),
  auditedOn: day({ real: true, optional: true, label: 'Date de l’audit', width: 'short' }),
  gaps: text({
    max: 4000,
    optional: true,
    rows: 5,
    label: 'Ce qui n’est pas encore accessible',
    hint: 'Une ligne par chose : elles sont listées sur la page Accessibilité.',
  }),
}) {}

/** What the bank declares of accessibility. Nobody but the bank may say it. */
function AccessibilitySettingsPage({
  declaration: d,
  problems,
  values,
}: FormState & { declaration: AccessibilityView }) {
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
      <FieldsOf form={AccessibilityForm} />
    </AskPage>
  );
}
