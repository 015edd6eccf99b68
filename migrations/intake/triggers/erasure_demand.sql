CALL platform.append_only('intake.erasure_demand');
