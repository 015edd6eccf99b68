CALL platform.append_only('intake.donation_decision');
