-- Whether who represents a donor goes: told for so long, as `people.retention` says, and no agreement was made since that still bears their name.
CREATE OR REPLACE FUNCTION intake.representative_goes(p intake.donor_representative) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p.recorded_at < platform.now() - people.kept_for('signatory')
    AND NOT EXISTS (SELECT FROM documents.document d JOIN intake.donation n ON n.id = d.cause_id
      WHERE d.type = 'donation_agreement' AND d.state <> 'erased' AND d.requested_at >= p.recorded_at AND n.donor_id = ANY (intake.donors_of(p.donor_id)))
$$;
