import { day, fields, hour } from '#platform/http';

export class AppointmentDto extends fields({
  on: day({
    label: 'Quel jour ?',
    about: 'A day of the bank, as `YYYY-MM-DD`; today or later.',
    wrong: 'allocation.appointment_day',
  }),
  at: hour({
    label: 'À quelle heure ?',
    about: 'An hour of the bank, `09:30`.',
    wrong: 'allocation.appointment_hour',
  }),
}) {}
