import { CORRECTION_REASONS } from '#bank/corrections';
import { DEVICE_FIELD_NAMES, deviceField, REASONS } from '#bank/devices';
import type { FieldWords } from '#platform/http';

const described = Object.fromEntries(
  DEVICE_FIELD_NAMES.map((name): [string, FieldWords] => {
    const { label, choices = [] } = deviceField(name);
    return [name, { label, answers: Object.fromEntries(choices.map((choice) => [choice.id, choice.label])) }];
  }),
);

/** What the forms about one device ask. */
export const deviceFieldWords: Readonly<Record<string, FieldWords>> = {
  ...described,
  reason: { label: 'Raison', answers: { ...REASONS, ...CORRECTION_REASONS } },
  note: { label: 'Note' },
  number: { label: 'Ancien numéro à ajouter' },
  issuer: { label: 'Donné par' },
  other: { label: 'Code de l’autre appareil' },
};
