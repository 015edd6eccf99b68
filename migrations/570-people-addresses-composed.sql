-- An address is kept with its accents composed since `keptAddress` does so; one that was kept before is found again. Where another account has
-- that address already, both stay as they are.
UPDATE people.app_user u SET email = normalize(u.email, NFC)
WHERE u.email IS NOT NFC NORMALIZED AND NOT EXISTS (SELECT FROM people.app_user o WHERE o.email = normalize(u.email, NFC));
