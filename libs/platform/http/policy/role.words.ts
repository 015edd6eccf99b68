import { type Actor, isMember, type Role } from '#platform/kernel';

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  bank_admin: 'Administration de la banque',
  coordinator: 'Coordination',
  collector: 'Collecte',
  workshop_supervisor: 'Responsable d’atelier',
  technician: 'Atelier',
  structure_manager: 'Responsable de structure',
  structure_agent: 'Agent de structure',
  committee_reader: 'Comité de pilotage',
  auditor: 'Audit',
  donor_contact: 'Donateur',
};

/** The first role, in words; the instance administrator has none. */
export const roleLabel = (actor: Actor): string => (isMember(actor) ? ROLE_LABELS[actor.roles[0]!] : '');

export const labelOfRole = (role: Role): string => ROLE_LABELS[role];
