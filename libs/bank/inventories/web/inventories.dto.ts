import { CATEGORIES, type Category } from '#bank/devices';
import { DISCARD_REASONS } from '#bank/inventories';
import { choice, fields, text } from '#platform/http';

/** The device that a person names: its code, an old number, a serial. */
export class AttachInventoryDto extends fields({
  device: text({
    min: 1,
    max: 200,
    scan: true,
    autofocus: false,
    label: 'Code de l’appareil',
    hint: 'Scannez son étiquette. Un ancien numéro ou un numéro de série convient aussi.',
  }),
}) {}

export class DiscardInventoryDto extends fields({
  reason: choice(DISCARD_REASONS, { label: 'Pourquoi', select: 'Choisissez' }),
}) {}

const CATEGORY_LABELS = Object.fromEntries(CATEGORIES.map((c) => [c.id, c.label])) as Record<Category, string>;

/** A machine that becomes a device of a donation; make, model and serial are its own words. */
export class LogInventoryDto extends fields({
  donation: text({ min: 1, max: 60 }),
  category: choice(CATEGORY_LABELS, { label: 'Type', select: 'Choisissez' }),
  code: text({
    max: 60,
    optional: true,
    scan: true,
    autofocus: false,
    label: 'Étiquette déjà collée',
    hint: 'Pas d’étiquette ? Laissez vide : un code sera créé.',
    about: 'A label already stuck on it.',
  }),
}) {}
