-- Without the password: a link that signs in, asked for like a new password.
ALTER TABLE notifications.reset_asked ADD COLUMN purpose notifications.asked_link NOT NULL DEFAULT 'reset';
