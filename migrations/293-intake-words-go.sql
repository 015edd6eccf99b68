-- What people wrote beside what was refused is free text like any other, and the name that a list of cards came with may be somebody's:
-- both go at their dated period. A trigger holds that they are emptied, and never rewritten.
GRANT UPDATE (note) ON intake.refused TO bn_app;
GRANT UPDATE (name) ON sims.batch TO bn_app;
