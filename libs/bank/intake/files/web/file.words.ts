import { SHEET_FIELDS, type SheetField } from '#bank/intake';

const FIELDS: Readonly<Record<SheetField, string>> = {
  category: 'Type d’appareil',
  make: 'Marque',
  model: 'Modèle',
  serial: 'Numéro de série',
  assetNumber: 'Numéro d’inventaire',
  condition: 'État',
  quantity: 'Quantité',
  purchased: 'Date ou année d’achat',
  screenSerial: 'Numéro de série de l’écran',
  imei: 'IMEI, en plus du numéro de série',
  given: 'À donner ou à garder',
};

/** What a column may be, in words. */
export const fieldLabel = (field: unknown): string => FIELDS[field as SheetField] ?? String(field);

export const FIELD_OPTIONS = SHEET_FIELDS.map((value) => ({ value, label: FIELDS[value] }));
