/**
 * Columns that can hold no person, by why: each was looked at. What Postgres restricts to a closed list or to a form (a domain, a CHECK by a pattern,
 * a foreign key) needs no line; whatever else holds words is declared at its entity (`Personal`).
 */
const REVIEWED = {
  'un code du programme': `
    allocation.price_grid.category allocation.matching_line.why allocation.matching_line.missing allocation.request_line.needs allocation.reservation.why
    bulk.act.settings bulk.act.selection bulk.item.facts bulk.item.refusal
    corrections.correction.touches corrections.wanted.kind
    documents.document.heading events.event.reason events.webhook.kinds events.webhook_delivery.kind events.webhook_delivery.message_id refurbishment.certificate_due.cause_kind
    devices.device_event.cause_kind devices.device_event.reason devices.visibility.cause_kind devices.former_value.field
    documents.document.cause_kind documents.document.error documents.document.type
    imports.file.error imports.file.fields imports.file.notice imports.file.result imports.remembered_columns.scope imports.remembered_columns.columns
    imports.remembered_word.field imports.remembered_word.meaning imports.remembered_word.scope
    imports.word.because imports.word.field imports.word.meaning
    intake.device_lock.channel intake.donation_event.channel intake.donation_event.facts intake.donation_event.reason
    intake.donation_expected.category intake.donor_rule.papers intake.former_value.field intake.label_offset.format intake.label_sheet.format
    intake.law_rule.decides intake.price_ceiling.category intake.refused.category
    inventories.received.category inventories.received.decision_reason inventories.received.reason
    logistics.transfer.cause_kind logistics.transfer_line.state_before maintenance.found_of.category maintenance.found_of.found maintenance.ticket_event.reason incidents.incident_event.reason incidents.lost_medium.why
    notifications.mail.error notifications.mail.kind notifications.mail.once_key events.lateness.verb notifications.notice_choice.kind notifications.notice_untold.kind
    notifications.summary_line.kind notifications.summary_line.once_key notifications.summary_line.page
    people.audit_entry.subject_kind people.audit_entry.verb people.bank.second_factor_roles people.membership.roles people.passkey.transports
    people.machine_credential.scopes people.role_of.organisation_kind people.role_of.role platform.counter.kind platform.proof.failure platform.idempotency_key.route platform.idempotency_key.ref
    devices.device.to_check refurbishment.drive_result.method refurbishment.drive_result.reasons refurbishment.test_sheet.answers
    refurbishment.test_sheet.category
    refurbishment.work_step.facts reporting.figure.key reporting.handover_proof.proofs sims.sim_event.reason`,
  'une étape écrite par le programme': `
    allocation.request_lifecycle.verb allocation.request_lifecycle.from_state allocation.request_lifecycle.to_state
    devices.lifecycle.verb devices.lifecycle.from_state devices.lifecycle.to_state documents.document_life.from_state documents.document_life.to_state
    intake.donation_flow.verb intake.donation_flow.from_state intake.donation_flow.to_state
    logistics.transfer_lifecycle.verb logistics.transfer_lifecycle.from_state logistics.transfer_lifecycle.to_state
    events.event.verb events.event.from_state events.event.to_state
    incidents.life.verb incidents.life.from_state incidents.life.to_state
    maintenance.life.verb maintenance.life.from_state maintenance.life.to_state
    refurbishment.removed_life.verb refurbishment.removed_life.from_state refurbishment.removed_life.to_state
    sims.life.verb sims.life.from_status sims.life.to_status`,
  'un numéro tiré par le programme': `
    allocation.request.number devices.code_roll.number
    devices.device_event.location_from devices.device_event.location_to devices.device_event.holder_from devices.device_event.holder_to
    documents.document.number incidents.lost_item.location intake.donation.number logistics.transfer.number people.machine_credential.secret_end receipts.receipt.number`,
  'une empreinte': `
    notifications.returned_address.address_hash people.machine_credential.secret_hash people.audit_sealed_row.key people.confirmation.session_hash people.known_device.device_hash
    people.one_time_link.secret_hash people.recovery_code.secret_hash people.session.secret_hash people.session_origin.marks
    platform.applied_sql.sha256 platform.idempotency_key.actor_key platform.idempotency_key.key platform.idempotency_key.request_hash
    refurbishment.result_use.fingerprint sims.batch.sha256 sims.line_number.number_hash`,
  'le nom d’une clé de scellé': `
    allocation.beneficiary_identity.indexed_as allocation.beneficiary_identity.key_id allocation.handover_signature.key_id documents.blob.key_id
    documents.document.key_id imports.file.sample_key imports.part.key_id intake.collection.key_id intake.donor_contact.key_id
    allocation.former_description.key_id allocation.former_identity.key_id intake.former_card.key_id intake.former_collection.key_id intake.former_contact.key_id
    events.webhook_secret.key_id intake.donor_representative.key_id maintenance.ticket_words.key_id maintenance.ticket_note.key_id notifications.mail.link_key people.session_origin.key_id people.totp.key_id
    platform.secret_canary.key_id platform.secret_canary.sealed sims.line_number.key_id sims.sim_codes.key_id`,
  'ce qui est tiré d’un inventaire, et part avec lui': 'devices.snapshot.board_key devices.snapshot.board_serial',
  'un format de fichier': 'allocation.handover_signature.mime documents.blob.mime receipts.signed_back.mime',
  'ce qu’un journal dit par sa forme : outil, version, chemin, heures': `
    refurbishment.drive_result.began_at_log refurbishment.drive_result.ended_at_log refurbishment.drive_result.path refurbishment.drive_result.said_size
    refurbishment.erasure_log.tool refurbishment.erasure_log.version refurbishment.log_confirmation.model refurbishment.log_confirmation.tool refurbishment.log_confirmation.version`,
  'une règle de la banque ou de la loi, et sa source': `
    allocation.absence_rule.source allocation.approval_rule.source allocation.price_grid.source allocation.quota_rule.source allocation.warranty_rule.source incidents.notice_rule.source maintenance.delay.source maintenance.series_rule.source intake.delay.source intake.donor_rule.source
    intake.law_rule.source intake.law_rule.text intake.price_ceiling.source intake.public_gift_cap.source intake.receiving_capacity.source
    intake.reuse_age.source intake.selling_rule.source people.eligibility_ground.source people.eligibility_ground.text people.retention.source refurbishment.method_rule.source
    receipts.legal_text.source receipts.legal_text.text refurbishment.grading.criteria reporting.donor_link_rule.source
    sims.cap_rule.source sims.credit_rule.source`,
  'une phrase du programme, telle qu’elle a été signée': `
    allocation.handover.undertaking refurbishment.countersignature.stated_text refurbishment.data_end.stated_text refurbishment.drive_answer.stated_text
    refurbishment.log_confirmation.stated_text refurbishment.media_statement.stated_text
    refurbishment.medium_location.stated_text refurbishment.removed_medium_event.stated_text`,
  'ce que la banque dit d’elle-même': `
    people.accessibility_declaration.gaps people.bank.address people.bank.eligibility_basis people.bank.helpline people.bank.hosting
    people.bank.legal_form people.bank.legal_name people.bank.name people.bank.object people.bank.opening_hours people.bank.status
    people.bank.time_zone`,
  'ce qui est public d’une organisation': `
    intake.device_purchase.supplier
    people.organisation.address people.organisation.commune people.organisation.helpline people.organisation.name
    people.organisation.opening_hours`,
  'le fournisseur d’identité, tel qu’il est réglé': 'people.provider_identity.issuer people.session_origin.issuer',
  'une clé tirée au hasard, scellée': 'events.webhook_secret.sealed',
  'un réglage de l’installation': `
    platform.application_right.application platform.application_right.everybody platform.application_right.thing platform.applied_sql.path
    platform.worker.host`,
  'la liste officielle des communes': `
    territory.commune.name territory.commune.key territory.commune.departement territory.commune.epci territory.commune.epci_name
    territory.commune.ept territory.commune.ept_name territory.commune.postal_codes`,
} as const;

export type ReviewedWhy = keyof typeof REVIEWED;

export interface ReviewedColumn {
  readonly table: string;
  readonly column: string;
  readonly why: ReviewedWhy;
}

export const reviewedColumns: readonly ReviewedColumn[] = Object.entries(REVIEWED).flatMap(([why, columns]) =>
  columns
    .trim()
    .split(/\s+/)
    .map((address) => {
      const [table, column] = [address.slice(0, address.lastIndexOf('.')), address.slice(address.lastIndexOf('.') + 1)];
      return { table, column, why: why as ReviewedWhy };
    }),
);
