-- What the evidence of an announced drive proves, as the server told the bench PC: a drive that ended is not yet one that is proven.
ALTER TABLE refurbishment.bench_run_drive ADD COLUMN verdict refurbishment.bench_verdict;
