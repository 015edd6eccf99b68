CALL platform.append_only('sims.hand_out');
