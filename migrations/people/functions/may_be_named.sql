-- Whether papers may name a member with these roles: a workshop's technician stays a number, since the name would tell a disability (docs/adr/0028).
CREATE OR REPLACE FUNCTION people.may_be_named(roles text[]) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN 'technician' <> ALL (roles) OR 'workshop_supervisor' = ANY (roles);
