import { DataSource } from 'typeorm';
import { SimsModule } from '#bank/sims';
import { ruleFromPg } from '#platform/database';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { type Services, services } from '../support/servers/services.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';

/** Unique indexes that refuse nothing that somebody asks for, by why. Whatever else may be there once is a rule, and says which (`mapConstraint`). */
const NO_RULE: Readonly<Record<string, readonly string[]>> = {
  'foreign keys that name more than an id': [
    'beneficiary_id_structure_id_key',
    'declared_value_id_donation_id_cents_key',
    'place_id_organisation_id_key',
    'quota_id_structure_id_category_key',
    'request_id_structure_id_key',
    'request_line_id_request_id_category_key',
    'request_unit_id_structure_id_category_key',
  ],
  'written with ON CONFLICT: whoever comes second meets what is there': [
    'beneficiary_reference',
    'donor_contact_main',
    'donor_rna_once',
    'donor_siren_once',
    'donor_siret_once',
    'erasure_log_sha256_key',
    'extra_once',
    'line_once',
    'mail_once_key_key',
    'matching_run_open',
    'medium_eui_once',
    'medium_once',
    'medium_unnamed_once',
    'proposal_refused_once',
    'received_once',
    'saved_filter_once',
    'summary_line_once_key_key',
    'work_order_device_id_data_epoch_organisation_id_key',
  ],
  'the device’s row is locked and looked at before': [
    'device_event_undone',
    'handover_declared_once',
    'handover_device_once',
    'handover_replaced_once',
    'handover_unit_once',
    'lost_item_once',
    'photo_once',
    'received_one_question',
    'removed_medium_once',
    'result_use_evidence_id_key',
    'result_use_removed_event_id_key',
    'withdrawal_evidence_id_key',
    'withdrawal_grading_id_key',
    'withdrawal_media_statement_id_key',
    'withdrawal_test_sheet_id_key',
  ],
  'another row is locked and looked at before: the person, the stock of cards, the gift': [
    'asset_code_device_id_key',
    'cancellation_replaced_by_key',
    'controller_once',
    'line_number_once',
    'sim_iccid_once',
    'totp_begun',
    'totp_of_user',
  ],
  'counted under a lock': [
    'asset_code_of_roll',
    'code_roll_number_key',
    'document_number_key',
    'donation_number_key',
    'incident_number_key',
    'membership_operator_number',
    'receipt_number_key',
    'receipt_year_n_key',
    'request_number_key',
    'transfer_number_key',
  ],
  'drawn at random, and drawn again where it is taken': [
    'container_code_key',
    'device_code_key',
    'donor_link_secret_sha256_key',
    'machine_credential_secret',
    'removed_medium_code_once',
    'report_number_once',
    'report_secret_once',
    'session_id',
    'ticket_number_once',
  ],
  'made whole by one statement of one writer': [
    'drive_result_log_id_position_key',
    'feed_is_one',
    'former_card_once',
    'former_description_once',
    'item_act_id_thing_id_key',
    'matching_line_device_once',
    'matching_line_run_id_unit_id_key',
    'notice_reader_is_one',
    'old_log_batch_id_position_key',
    'request_line_request_id_position_key',
    'request_unit_line_id_position_key',
  ],
  'of a file or paper that was made a moment before, for this alone': [
    'document_blob',
    'erasure_log_blob_id_key',
    'erasure_log_shown_blob_id_key',
    'photo_blob_id_key',
    'photo_thumb_blob_id_key',
    'receipt_document_id_key',
    'removed_medium_event_slip_blob_id_key',
    'signed_back_document_id_key',
    'yearly_list_document_id_key',
  ],
};

describe('what may be there once', () => {
  let t: TestApp;
  beforeAll(async () => {
    ({ t } = await testAppWith('fixtures'));
  });
  afterAll(() => t?.close());

  test('is refused in a sentence, or says why nobody’s act is refused by it', async () => {
    const rows: { name: string }[] = await t.app.get(DataSource).query(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE i.indisunique AND NOT i.indisprimary AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'bullmq', 'public', 'pg_toast') ORDER BY 1`,
    );
    const refused = (constraint: string) => ruleFromPg({ driverError: { code: '23505', constraint } }) !== null;
    const silent = rows.map(({ name }) => name).filter((name) => !refused(name));
    expect(silent).toEqual(Object.values(NO_RULE).flat().sort());
  });
});

describe('a list of cards', () => {
  let s: Services;
  beforeAll(async () => {
    s = await services(SimsModule);
  });
  afterAll(() => s?.close());

  test('in which two have the same line number brings one of them, and says so of the other', async () => {
    const result = await bring(s, `ICCID;Téléphone\n${iccid()};0612345678\n${iccid()};06 12 34 56 78`);
    expect(result).toMatchObject({ made: 1 });
  });
});
