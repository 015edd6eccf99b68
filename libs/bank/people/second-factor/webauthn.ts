/** Loaded with the first passkey: it brings the reading of certificates, of which most processes need nothing. */
export const webauthn = () => import('@simplewebauthn/server');
