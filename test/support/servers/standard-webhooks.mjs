import { Webhook } from 'standardwebhooks';

/** Verifies a message as any receiver would, by the public library. @throws where it is not what the secret signed */
export const verified = (secret, body, headers) => new Webhook(secret).verify(body, headers);
