CREATE OR REPLACE TRIGGER bench_run_fits BEFORE INSERT OR UPDATE ON refurbishment.bench_run FOR EACH ROW EXECUTE FUNCTION refurbishment.bench_run_fits();
