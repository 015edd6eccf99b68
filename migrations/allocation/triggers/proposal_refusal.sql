CALL platform.append_only('allocation.proposal_refusal');
