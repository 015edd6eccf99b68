CALL platform.append_only('intake.donor_event');
