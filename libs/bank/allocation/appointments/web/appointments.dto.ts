import { IsString, MaxLength } from 'class-validator';
import { says } from '#platform/http';

/** When somebody comes to fetch a device. */
export class AppointmentDto {
  /** A day of the bank, `2026-12-03`; today or later. */
  @IsString(says('allocation.appointment_day')) @MaxLength(10, says('allocation.appointment_day')) on: string;
  /** An hour of the bank, `09:30`. */
  @IsString(says('allocation.appointment_hour')) @MaxLength(5, says('allocation.appointment_hour')) at: string;
}
